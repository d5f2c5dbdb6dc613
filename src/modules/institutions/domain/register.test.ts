import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changesBetween } from './changes.ts'
import type { Facility, Institution, StatusSpell } from './entry.ts'
import { cellsOf, entryFrom } from './entry-cells.ts'
import { capacityOn, statusOn, withSpell } from './facility-status.ts'
import { faultsOf, type Known } from './faults.ts'
import { earliest, isKnownDay, latest } from './known-day.ts'
import { capacityFrom, spellCellsOf, spellFrom } from './spell-cells.ts'
import { overlap, tenureFaults } from './tenure.ts'
import { chainUp, makesCircle } from './tree.ts'

const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true }).map((at) => at.toISOString().slice(0, 10))
const spell = (more: Partial<StatusSpell>): StatusSpell => ({ status: 'open', mark: 'V', ...more })
const on = (history: StatusSpell[], at: string) => {
  const known = statusOn({ history }, at)
  return known && [known.status, known.basis]
}

describe('the status of a facility on a day', () => {
  test('is unknown before anything is known of it', () => {
    expect(on([], '2026-01-01')).toBeNull()
    expect(on([spell({ from: '2025-03' })], '2025-02-28')).toBeNull()
  })

  test('is stated where a spell says so, and only the last seen where it was merely observed', () => {
    expect(on([spell({ from: '2025-01-01' })], '2026-01-01')).toEqual(['open', 'stated'])
    expect(on([spell({ seen: '2024-12-31' })], '2026-01-01')).toEqual(['open', 'last-seen'])
    expect(on([spell({ from: '2021', seen: '2021-06-01' })], '2026-01-01')).toEqual(['open', 'last-seen'])
  })

  test('of a time that is over is the last that is known', () => {
    const suspended = spell({ status: 'suspended', from: '2024-08-01', to: '2024-09-30' })
    expect(on([suspended], '2024-09-30')).toEqual(['suspended', 'stated'])
    expect(on([suspended], '2024-10-01')).toEqual(['suspended', 'last-seen'])
  })

  test('what closed for good stays closed, even if it was only seen', () => {
    expect(on([spell({ status: 'closed', from: '2024-07', seen: '2024-07-28' })], '2026-01-01')).toEqual(['closed', 'stated'])
  })

  test('a later observation outweighs an earlier statement', () => {
    const history = [spell({ status: 'closed', from: '2024-07-01' }), spell({ status: 'open', seen: '2025-05-01' })]
    expect(on(history, '2026-01-01')).toEqual(['open', 'last-seen'])
    expect(on(history, '2024-12-01')).toEqual(['closed', 'stated'])
  })

  test('after a new spell is the new one from its day on, and the old one on the day before', () => {
    fc.assert(
      fc.property(day, day, (first, second) => {
        fc.pre(first < second)
        const history = withSpell([spell({ from: first })], spell({ status: 'suspended', from: second }))
        expect(on(history, second)).toEqual(['suspended', 'stated'])
        expect(on(history, first)).toEqual(['open', 'stated'])
        const [old, added] = history
        expect(overlap({ from: old?.from ?? '', ...(old?.to && { to: old.to }) }, { from: added?.from ?? '' })).toBe(false)
      }),
    )
  })
})

test('the number of places is the last that was told before the day', () => {
  const capacities = [
    { capacity: 100, mark: 'V' as const },
    { capacity: 250, from: '2025-06', mark: 'V' as const },
  ]
  expect(capacityOn({ capacities }, '2025-05-31')?.capacity).toBe(100)
  expect(capacityOn({ capacities }, '2025-06-01')?.capacity).toBe(250)
  expect(capacityOn({ capacities: [] }, '2025-06-01')).toBeNull()
})

test('a day that is known to the month or year lies between its first and its last day', () => {
  expect(['2024-02', '2023-12', '2024'].map((known) => [earliest(known), latest(known)])).toEqual([
    ['2024-02-01', '2024-02-29'],
    ['2023-12-01', '2023-12-31'],
    ['2024-01-01', '2024-12-31'],
  ])
  expect(['2024-02-30', '2024-13', '24', '', 'јуче', '2024-2-1', '9999'].filter(isKnownDay)).toEqual([])
})

describe('two times', () => {
  const time = fc.tuple(day, fc.option(day, { nil: undefined })).map(([a, b]) => (b === undefined ? { from: a } : { from: a < b ? a : b, to: a < b ? b : a }))

  test('overlap exactly when some day lies in both', () => {
    const holds = ({ from, to }: { from: string; to?: string }, at: string) => from <= at && (to === undefined || at <= to)
    fc.assert(
      fc.property(time, time, (a, b) => {
        const later = a.from > b.from ? a.from : b.from
        expect(overlap(a, b)).toBe(holds(a, later) && holds(b, later))
        expect(overlap(a, b)).toBe(overlap(b, a))
      }),
    )
  })

  test('an end before the beginning, or no day at all, is a fault', () => {
    expect(tenureFaults({ from: '2026-02-01', to: '2026-01-01' })).toEqual([{ field: 'to', rule: 'order' }])
    expect(tenureFaults({ from: '2026-02-31' })).toEqual([{ field: 'from', rule: 'day' }])
    expect(tenureFaults({ from: '2026-02-01' })).toEqual([])
  })
})

test('however bodies are moved, the tree never has a circle', () => {
  const codes = ['A', 'B', 'C', 'D', 'E', 'F']
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...codes), fc.option(fc.constantFrom(...codes), { nil: undefined })), { maxLength: 40 }), (moves) => {
      const parents = new Map<string, string | undefined>(codes.map((code) => [code, undefined]))
      for (const [code, parent] of moves) if (parent === undefined || !makesCircle(parents, code, parent)) parents.set(code, parent)
      for (const code of codes) expect(parents.get(chainUp(parents, code).at(-1) ?? '')).toBeUndefined()
    }),
  )
})

const known: Known = {
  institutionKinds: [{ code: 'ministry', name: { en: 'Ministry' } }],
  facilityKinds: [{ code: 'AC', name: { en: 'Asylum centre' } }],
  statuses: ['open', 'suspended', 'closed'].map((code) => ({ code, name: { en: code } })),
  parents: new Map([
    ['MUP', undefined],
    ['KA', 'MUP'],
  ]),
  jurisdictions: new Set(['RS', 'ME']),
  areas: new Set(['A1']),
}
const body: Institution = { code: 'NOVA', form: 'institution', kind: 'ministry', jurisdiction: 'ME', name: { 'sr-Cyrl': 'Нова' }, mandate: {}, mark: 'check' }

test('each rule of an institution names the field that breaks it', () => {
  expect(faultsOf('institution', body, known)).toEqual([])
  const broken = (more: Partial<Institution>) => faultsOf('institution', { ...body, ...more }, known).map(({ field, rule }) => `${field} ${rule}`)
  expect(broken({ code: 'мало' })).toEqual(['code code-form'])
  expect(broken({ name: { en: 'New' } })).toEqual(['name_sr missing'])
  expect(broken({ kind: 'x', jurisdiction: 'XX', parent: 'NEMA' })).toEqual(['kind unknown', 'jurisdiction unknown', 'parent unknown'])
  expect(broken({ form: 'unit' })).toEqual(['parent unit-alone'])
  expect(broken({ code: 'MUP', parent: 'KA' })).toEqual(['parent circle'])
})

const localized = fc.record({ 'sr-Cyrl': word(), en: word(), 'sr-Latn': word() }, { requiredKeys: ['sr-Cyrl'] }).map((text) => text as Institution['name'])
function word() {
  return fc.string({ unit: fc.constantFrom('а', 'Ш', 'b', ' ', '=', "'", '"', ';', '\n'), minLength: 1, maxLength: 10 }).map((text) => `x${text}x`)
}
const knownDay = fc.oneof(
  day,
  day.map((one) => one.slice(0, 7)),
  day.map((one) => one.slice(0, 4)),
)
const spells = fc.record(
  {
    status: fc.constantFrom('open', 'closed'),
    mark: fc.constantFrom('V' as const, 'check' as const),
    from: knownDay,
    to: knownDay,
    seen: fc.oneof(day, localized),
    note: localized,
    source: word(),
  },
  { requiredKeys: ['status', 'mark'] },
) as fc.Arbitrary<StatusSpell>

test('an entry written as cells and read again is the same, and has no changes', () => {
  fc.assert(
    fc.property(localized, localized, fc.array(spells, { maxLength: 4 }), (name, mandate, history) => {
      const institution: Institution = { ...body, name, mandate, parent: 'MUP', nameMark: 'check', source: 'S37' }
      expect(entryFrom('institution', cellsOf('institution', institution))).toEqual(institution)
      const facility: Facility = {
        code: 'nova',
        institution: 'MUP',
        kind: 'AC',
        jurisdiction: 'RS',
        name,
        capacities: [{ capacity: 5, mark: 'V' }],
        history,
        remarks: [],
      }
      const rows = spellCellsOf(facility)
      const read = { history: rows.filter(({ status }) => status).map(spellFrom), capacities: rows.filter(({ capacity }) => capacity).map(capacityFrom) }
      expect(read).toEqual({ history, capacities: facility.capacities })
      expect(changesBetween('facility', facility, { ...entryFrom('facility', cellsOf('facility', facility), facility), ...read })).toEqual([])
    }),
  )
})

test('a change is told field by field, also within the life of a facility', () => {
  const facility: Facility = {
    code: 'nova',
    institution: 'MUP',
    kind: 'AC',
    jurisdiction: 'RS',
    name: { 'sr-Cyrl': 'Нова' },
    capacities: [],
    history: [],
    remarks: [],
  }
  const after = { ...facility, name: { 'sr-Cyrl': 'Друга' }, history: [spell({ from: '2026-01-01' })] }
  expect(changesBetween('facility', facility, after)).toEqual([
    { field: 'name_sr', before: 'Нова', after: 'Друга' },
    { field: 'status', row: 1, before: '', after: 'open' },
    { field: 'from', row: 1, before: '', after: '2026-01-01' },
    { field: 'mark', row: 1, before: '', after: 'V' },
  ])
})

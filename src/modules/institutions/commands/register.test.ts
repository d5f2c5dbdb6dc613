import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PersonId } from '#kernel/id.ts'
import { loadAreas } from '#modules/areas/index.ts'
import { addPerson, may, type Role, type Scope, type SignedIn } from '#modules/people/index.ts'
import { contentGeneration } from '#platform/content-generation.ts'
import { readCsv } from '#platform/csv.ts'
import { reading } from '#platform/db.ts'
import { actorWith } from '../../../../tests/support/actors.ts'
import { type TestApp, testApp } from '../../../../tests/support/test-app.ts'
import { tableColumns } from '../domain/table-plan.ts'
import {
  changeStatus,
  changesSince,
  codesBelow,
  dutiesAt,
  editableEntry,
  endFocalPoint,
  endPosting,
  entryHistory,
  findEntry,
  type Institution,
  institutionByCode,
  loadInstitutions,
  nameFocalPoint,
  peopleAt,
  personalData,
  placeChain,
  planTable,
  postingsOf,
  postPerson,
  readTable,
  saveEntry,
  statusOn,
  type TableName,
  undoChange,
  writeTable,
} from '../index.ts'

let app: TestApp
let coordinator: SignedIn
const named = (text: string) => ({ 'sr-Cyrl': text, en: text })
const body = (code: string, more: Partial<Institution> = {}): Institution => ({
  ...{ code, form: 'institution', kind: 'ministry', jurisdiction: 'RS', mark: 'V' },
  ...{ name: named(code), mandate: named(`надлежност ${code}`) },
  ...more,
})
const sample = {
  terms: {
    institutionKinds: [{ code: 'ministry', name: named('Министарство') }],
    facilityKinds: [{ code: 'AC', name: named('Центар за азил') }],
    statuses: ['open', 'suspended', 'closed'].map((code) => ({ code, name: named(code) })),
  },
  institutions: [body('MUP'), body('UGP', { parent: 'MUP' }), body('KA', { parent: 'UGP', form: 'unit' }), body('KIRS')],
  facilities: [
    {
      ...{ code: 'sjenica', institution: 'KIRS', kind: 'AC', jurisdiction: 'RS', name: named('Сјеница'), remarks: [] },
      capacities: [{ capacity: 350, source: 'S66', mark: 'V' as const }],
      history: [{ status: 'open', from: '2021', seen: named('крајем 2024. године'), note: named('белешка'), source: 'S68', mark: 'V' as const }],
    },
  ],
  posts: [{ code: 'R01', name: named('Службеник'), institutions: ['KA'], areas: ['A1'], mark: 'I' as const }],
}
const load = () => app.db.transact((tx) => loadInstitutions(app, tx, sample))

async function person(login: string, roles: Role[] = ['learner']): Promise<PersonId> {
  const added = await addPerson(app, { email: `${login}@primer.invalid`, name: 'Ана Пробић', roles, variant: 'sr-Cyrl', sample: true })
  if (!added.ok) throw new Error(login)
  return added.value as PersonId
}

beforeAll(async () => {
  app = await testApp()
  coordinator = actorWith(['coordinator'], { id: await person('koordinator', ['coordinator']) })
  const area = { code: 'A1', name: named('Област'), short: named('Област'), description: named('Област'), focus: 'F1' }
  await app.db.transact((tx) => loadAreas(tx, { areas: [area], jurisdictions: ['RS', 'ME', 'MK', 'BA', 'EU'].map((code) => ({ code, name: named(code) })) }))
  await load()
})
afterAll(() => app.close())

const kept = async (code: string) => {
  const found = await findEntry(app.db, 'institution', code)
  if (!found) throw new Error(code)
  return found
}
const change = async (by: SignedIn, code: string, more: Partial<Institution>) => {
  const { entry, version } = await kept(code)
  return saveEntry(app, { by, kind: 'institution', entry: { ...entry, ...more }, seen: version })
}

describe('an entry', () => {
  test('is changed, told of, and keeps what was there before', async () => {
    const generation = await contentGeneration(app.db)
    expect(await change(coordinator, 'KIRS', { mandate: named('ново') })).toMatchObject({ ok: true, value: { version: 2 } })
    expect(await contentGeneration(app.db)).toBeGreaterThan(generation)
    const [line] = await entryHistory(app.db, { kind: 'institution', code: 'KIRS', now: app.now() })
    expect(line).toMatchObject({ by: coordinator.id, what: 'changed', undoable: true })
    expect(line?.changes).toContainEqual({ field: 'mandate_sr', before: 'надлежност KIRS', after: 'ново' })
  })

  test('that somebody edited is not loaded over, and loading again changes nothing else', async () => {
    await load()
    expect((await kept('KIRS')).entry.mandate['sr-Cyrl']).toBe('ново')
    expect((await kept('MUP')).version).toBe(1)
  })

  test('that two edit at once is changed by the first; the second is told what changed, and her text holds when she sends it again', async () => {
    const { entry, version } = await kept('KIRS')
    const save = (text: string, seen: number) => saveEntry(app, { by: coordinator, kind: 'institution', entry: { ...entry, mandate: named(text) }, seen })
    const both = await Promise.all([save('први', version), save('други', version)])
    expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true])
    const refused = both.find((one) => !one.ok)
    if (refused?.ok !== false || refused.refusal.reason !== 'changed-meanwhile') throw new Error('not refused')
    expect((await changesSince(app.db, 'institution', { code: 'KIRS', seen: version })).map(({ field }) => field)).toEqual(['mandate_sr', 'mandate_en'])
    expect((await save('други', refused.refusal.version)).ok).toBe(true)
  })

  test('taken back is as it was, by a change of its own; and only the last can be', async () => {
    const [last, before] = await entryHistory(app.db, { kind: 'institution', code: 'KIRS', now: app.now() })
    expect(await undoChange(app, coordinator, before?.id ?? '')).toMatchObject({ ok: false, refusal: { reason: 'changed-meanwhile' } })
    expect((await undoChange(app, coordinator, last?.id ?? '')).ok).toBe(true)
    const [now] = await entryHistory(app.db, { kind: 'institution', code: 'KIRS', now: app.now() })
    expect(now).toMatchObject({ takesBack: true, what: 'changed' })
    expect(now?.changes.find(({ field }) => field === 'mandate_sr')?.before).toBe('други')
  })

  test('added by mistake goes again, unless something rests on it; after thirty days nothing is taken back by one press', async () => {
    const add = (code: string, more: Partial<Institution> = {}) => saveEntry(app, { by: coordinator, kind: 'institution', entry: body(code, more), seen: 0 })
    const lastOf = async (code: string) => (await entryHistory(app.db, { kind: 'institution', code, now: app.now() }))[0]?.id ?? ''
    expect((await add('GRESKA')).ok).toBe(true)
    expect((await add('DEO', { parent: 'GRESKA', form: 'unit' })).ok).toBe(true)
    expect(await undoChange(app, coordinator, await lastOf('GRESKA'))).toEqual({ ok: false, refusal: { reason: 'in-use' } })
    expect((await undoChange(app, coordinator, await lastOf('DEO'))).ok).toBe(true)
    expect((await undoChange(app, coordinator, await lastOf('GRESKA'))).ok).toBe(true)
    expect(await findEntry(app.db, 'institution', 'GRESKA')).toBeUndefined()
    expect((await add('GRESKA')).ok).toBe(true)
    app.pass(31 * 86_400_000)
    expect(await undoChange(app, coordinator, await lastOf('GRESKA'))).toEqual({ ok: false, refusal: { reason: 'too-late' } })
  })

  test('with a code that is there, or a parent below itself, is refused with the field and the rule', async () => {
    const taken = await saveEntry(app, { by: coordinator, kind: 'institution', entry: body('MUP'), seen: 0 })
    expect(taken).toEqual({ ok: false, refusal: { reason: 'faulty', faults: [{ field: 'code', rule: 'taken' }] } })
    expect(await change(coordinator, 'MUP', { parent: 'KA' })).toEqual({
      ok: false,
      refusal: { reason: 'faulty', faults: [{ field: 'parent', rule: 'circle' }] },
    })
  })
})

test('a facility gets a new status: the one before ends on the day before, and the page says what holds', async () => {
  const facility = async () => (await findEntry(app.db, 'facility', 'sjenica')) ?? Promise.reject(new Error('gone'))
  const set = async (spell: { status: string; from: string }) =>
    changeStatus(app, { by: coordinator, facility: 'sjenica', seen: (await facility()).version, spell: { ...spell, mark: 'V' } })
  expect((await set({ status: 'open', from: '2026-01-01' })).ok).toBe(true)
  expect((await set({ status: 'suspended', from: '2026-11-01' })).ok).toBe(true)
  const { entry } = await facility()
  expect(entry.history.map(({ status, to }) => [status, to])).toEqual([
    ['open', undefined],
    ['open', '2026-10-31'],
    ['suspended', undefined],
  ])
  expect(statusOn(entry, '2026-11-23')).toMatchObject({ status: 'suspended', basis: 'stated' })
  expect(await set({ status: 'burnt', from: '2026-11-02' })).toMatchObject({ refusal: { faults: [{ field: 'status', rule: 'unknown' }] } })
})

describe('a right for one place', () => {
  test('reaches that place and all below it, and nothing beside or above', async () => {
    expect(await placeChain(app.db, 'KA')).toEqual(['KA', 'UGP', 'MUP'])
    expect(await codesBelow(app.db, ['UGP'])).toEqual(['UGP', 'KA'])
    const local = actorWith(['coordinator'], { scope: 'UGP', id: coordinator.id })
    expect((await change(local, 'KA', { source: 'S37' })).ok).toBe(true)
    for (const code of ['MUP', 'KIRS']) expect(await change(local, code, { source: 'S1' })).toEqual({ ok: false, refusal: { reason: 'not-allowed' } })
    expect(await editableEntry(app.db, { by: local, kind: 'institution', code: 'KIRS' })).toBeNull()
    expect(await editableEntry(app.db, { by: local, kind: 'post', code: 'R01' })).not.toBeNull()
  })

  test('does not let her take the place out of the body it belongs to, nor found one of her own', async () => {
    const local = actorWith(['coordinator'], { scope: 'UGP', id: coordinator.id })
    const { entry, version } = await kept('UGP')
    const { parent: _, ...alone } = entry
    expect(await saveEntry(app, { by: local, kind: 'institution', entry: alone, seen: version })).toEqual({ ok: false, refusal: { reason: 'not-allowed' } })
    expect(await saveEntry(app, { by: local, kind: 'institution', entry: body('SVOJA'), seen: 0 })).toEqual({ ok: false, refusal: { reason: 'not-allowed' } })
  })

  test('a learner changes nothing', async () => {
    expect(await change(actorWith(['learner']), 'KIRS', { source: 'S1' })).toEqual({ ok: false, refusal: { reason: 'not-allowed' } })
  })
})

describe('a posting', () => {
  const post = (who: PersonId, place: Scope, more: { from: string; to?: string; moves?: boolean }, by = coordinator) =>
    app.db.transact((tx) => postPerson(app, tx, { by, person: who, post: 'R01', place, ...more }))

  test('counts people where they work on a day, and below; who moves keeps her record of where she was', async () => {
    const ana = await person('ana')
    expect((await post(ana, 'KA', { from: '2026-01-01' })).ok).toBe(true)
    expect(await peopleAt(app.db, ['MUP'], '2026-06-01')).toEqual([ana])
    expect(await peopleAt(app.db, ['KIRS'], '2026-06-01')).toEqual([])
    expect(await peopleAt(app.db, ['MUP'], '2025-12-31')).toEqual([])
    expect((await post(ana, 'KIRS', { from: '2026-07-01', moves: true })).ok).toBe(true)
    expect(await peopleAt(app.db, ['MUP'], '2026-07-01')).toEqual([])
    expect(await peopleAt(app.db, 'everywhere', '2026-07-01')).toEqual([ana])
    expect((await postingsOf(app.db, ana)).map(({ place, from, to }) => [place, from, to])).toEqual([
      ['KIRS', '2026-07-01', undefined],
      ['KA', '2026-01-01', '2026-06-30'],
    ])
  })

  test('that is there already for the time is refused, also when two write it at once', async () => {
    const petar = await person('petar')
    const both = await Promise.all([post(petar, 'KA', { from: '2026-01-01' }), post(petar, 'KA', { from: '2026-02-01' })])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: { faults: [{ field: 'from', rule: 'overlap' }] } })
  })

  test('of a foreign place can neither be written nor ended', async () => {
    const local = actorWith(['coordinator'], { scope: 'KIRS', id: coordinator.id })
    const jovan = await person('jovan')
    expect(await post(jovan, 'KA', { from: '2026-01-01' }, local)).toEqual({ ok: false, refusal: { reason: 'not-allowed' } })
    const made = await post(jovan, 'KA', { from: '2026-01-01' })
    const id = made.ok ? made.value.id : ''
    const end = (by: SignedIn) => app.db.transact((tx) => endPosting(app, tx, { by, id, to: '2026-03-31' }))
    expect(await end(local)).toEqual({ ok: false, refusal: { reason: 'not-allowed' } })
    expect((await end(coordinator)).ok).toBe(true)
  })

  test('is written by whoever answers for one place only for her own people: a login known from elsewhere opens nothing', async () => {
    const local = actorWith(['coordinator'], { scope: 'MUP', id: coordinator.id })
    const [ida, iva] = [await person('ida'), await person('iva')]
    await post(ida, 'KIRS', { from: '2026-01-01' })
    await post(iva, 'KA', { from: '2026-01-01' })
    expect(await post(ida, 'UGP', { from: '2026-06-01' }, local)).toMatchObject({ refusal: { faults: [{ field: 'login', rule: 'unknown' }] } })
    expect((await post(iva, 'UGP', { from: '2026-06-01' }, local)).ok).toBe(true)
    const named = (who: PersonId) =>
      app.db.transact((tx) => nameFocalPoint(app, tx, { by: local, person: who, place: 'UGP', duty: 'alternate', from: '2027-01-01' }))
    expect(await named(ida)).toMatchObject({ refusal: { faults: [{ field: 'login', rule: 'unknown' }] } })
    expect(await peopleAt(app.db, ['MUP'], '2026-06-01')).not.toContain(ida)
  })

  test('goes with the person when she is erased, and her changes stay without her', async () => {
    const ema = await person('ema', ['coordinator'])
    await post(ema, 'KA', { from: '2026-01-01' })
    await change(actorWith(['coordinator'], { id: ema }), 'MUP', { source: 'S1' })
    expect((await personalData.exported?.(app.db, ema))?.map(({ table, rows }) => [table, rows.length])).toEqual([
      ['posting', 1],
      ['focal_point', 0],
      ['tenure_change', 1],
      ['register_change', 1],
    ])
    await app.db.transact(async (tx) => personalData.erase?.(app, tx, ema))
    expect(await postingsOf(app.db, ema)).toEqual([])
    expect((await entryHistory(app.db, { kind: 'institution', code: 'MUP', now: app.now() }))[0]?.by).toBeNull()
  })
})

describe('a focal point', () => {
  const grants = (who: string) =>
    reading<{ role_grant: { person: string; role: string; scope: string; from_day: string | null; to_day: string | null } }>(app.db)
      .selectFrom('role_grant')
      .select(['scope', 'from_day', 'to_day'])
      .where('person', '=', who)
      .where('role', '=', 'focal-point')
      .execute()

  test('has her right for her place and days, once; it ends with her duty; the public learns only that there is one', async () => {
    const vera = await person('vera')
    const today = app.now().toISOString().slice(0, 10)
    const name = (place: string, by = coordinator) =>
      app.db.transact((tx) => nameFocalPoint(app, tx, { by, person: vera, place, duty: 'focal-point', from: today }))
    const made = await name('UGP')
    expect(await grants(vera)).toEqual([{ scope: 'UGP', from_day: today, to_day: null }])
    expect(await name('UGP')).toMatchObject({ refusal: { faults: [{ field: 'person', rule: 'overlap' }] } })
    expect(await dutiesAt(app.db, 'UGP', today)).toEqual(['focal-point'])
    expect(JSON.stringify(await institutionByCode(app.db, 'UGP', today))).not.toContain(vera)
    const end = (to: string) => app.db.transact((tx) => endFocalPoint(app, tx, { by: coordinator, id: made.ok ? made.value.id : '', to }))
    expect((await end(today)).ok).toBe(true)
    expect(await grants(vera)).toEqual([{ scope: 'UGP', from_day: today, to_day: today }])
    app.pass(2 * 86_400_000)
    const over = app.now().toISOString().slice(0, 10)
    expect(await dutiesAt(app.db, 'UGP', over)).toEqual([])
    expect((await end(today)).ok).toBe(true)
    expect(await grants(vera)).toEqual([])
  })

  test('cannot be named by herself, nor by somebody without a right there', async () => {
    const given = { place: 'KIRS', duty: 'focal-point' as const, from: '2027-01-01' }
    const own = await app.db.transact((tx) => nameFocalPoint(app, tx, { by: coordinator, person: coordinator.id, ...given }))
    expect(own).toEqual({ ok: false, refusal: { reason: 'not-allowed' } })
    const local = actorWith(['coordinator'], { scope: 'MUP' })
    expect(await app.db.transact((tx) => nameFocalPoint(app, tx, { by: local, person: coordinator.id, ...given }))).toEqual({
      ok: false,
      refusal: { reason: 'not-allowed' },
    })
  })
})

describe('a table', () => {
  const names: TableName[] = ['institution', 'facility', 'history', 'post', 'posting']
  const bytes = (text: string) => new TextEncoder().encode(text)
  const plan = async (table: TableName, text: string, by = coordinator) => {
    const planned = await planTable(app.db, { by, table, bytes: bytes(text) })
    if (!planned.ok) throw new Error(JSON.stringify(planned.refusal))
    return planned.value
  }

  test.each(names)('of the kind %s that is read in as it was written changes nothing', async (table) => {
    for (const separator of [',', ';'] as const) {
      const { entries, postings } = await plan(table, await writeTable(app, { by: coordinator, table, separator }))
      expect(entries.length + postings.length).toBeGreaterThan(0)
      expect([...entries, ...postings].filter(({ what }) => what !== 'same')).toEqual([])
    }
  })

  test('shows what would be new and changed, does it in one transaction, and a body may stand below its unit', async () => {
    const text = await writeTable(app, { by: coordinator, table: 'institution', separator: ';' })
    const unit = '"TIM";"unit";"ODSEK";"ministry";"RS";"Тим";"";"";"";"";"";"";"check";""\r\n'
    const above = '"ODSEK";"unit";"KIRS";"ministry";"RS";"Одсек";"";"";"";"";"";"";"check";""\r\n'
    const changed = text.replace(/("KIRS";"institution";.*?"KIRS";"";"KIRS";)"[^"]*"/, '$1"из табеле"') + unit + above
    const shown = await plan('institution', changed)
    expect(shown.entries.filter(({ what }) => what !== 'same').map(({ code, what }) => [code, what])).toEqual([
      ['KIRS', 'changed'],
      ['TIM', 'new'],
      ['ODSEK', 'new'],
    ])
    expect(await findEntry(app.db, 'institution', 'TIM')).toBeUndefined()
    expect((await readTable(app, { by: coordinator, table: 'institution', bytes: bytes(changed), mark: shown.mark })).ok).toBe(true)
    expect(await placeChain(app.db, 'TIM')).toEqual(['TIM', 'ODSEK', 'KIRS'])
  })

  test('with a refused row does nothing of the rest, and says line, field and rule', async () => {
    const text = await writeTable(app, { by: coordinator, table: 'institution', separator: ',' })
    const broken = text.replace('"MUP","institution","","ministry"', '"MUP","institution","KA","nema"')
    const shown = await plan('institution', `${broken}"NOVO","institution","","ministry","RS","Ново","","","","","","","check",""\r\n`)
    const refused = shown.entries.filter(({ what }) => what === 'refused')
    expect(refused.map(({ line, code, faults }) => [line, code, faults.map(({ field, rule }) => `${field} ${rule}`)])).toContainEqual([
      2,
      'MUP',
      ['kind unknown', 'parent circle'],
    ])
    const read = await readTable(app, { by: coordinator, table: 'institution', bytes: bytes(broken), mark: shown.mark })
    expect(read).toMatchObject({ ok: false, refusal: { reason: 'refused-rows' } })
    expect(await findEntry(app.db, 'institution', 'NOVO')).toBeUndefined()
  })

  test('is shown anew when the register changed since', async () => {
    const text = (await writeTable(app, { by: coordinator, table: 'institution', separator: ',' })).replace('"из табеле"', '"други пут"')
    const { mark } = await plan('institution', text)
    await change(coordinator, 'KIRS', { source: 'S59' })
    expect(await readTable(app, { by: coordinator, table: 'institution', bytes: bytes(text), mark })).toMatchObject({ refusal: { reason: 'other-plan' } })
  })

  test('of postings adds and ends, and says why a row cannot be', async () => {
    await person('nova')
    const head = 'id,login,name,post,place,from,to\r\n'
    const good = `${head},NOVA@primer.invalid,,R01,KIRS,2026-01-01,\r\n`
    const { mark } = await plan('posting', good)
    expect((await readTable(app, { by: coordinator, table: 'posting', bytes: bytes(good), mark })).ok).toBe(true)
    const rows = `${head},niko@primer.invalid,,R01,KA,2026-01-01,\r\n,nova@primer.invalid,,R99,NEMA,juče,\r\n,nova@primer.invalid,,R01,KIRS,2026-05-01,\r\n`
    const { postings } = await plan('posting', rows)
    expect(postings.map(({ line, faults }) => [line, faults.map(({ field, rule }) => `${field} ${rule}`)])).toEqual([
      [2, ['login unknown']],
      [3, ['post unknown', 'place unknown', 'from day']],
      [4, ['from overlap']],
    ])
  })

  test('of somebody with a right for one place holds her people only, and a foreign row is refused', async () => {
    const local = actorWith(['coordinator'], { scope: 'KIRS', id: coordinator.id })
    const own = await writeTable(app, { by: local, table: 'posting', separator: ',' })
    expect(own).toContain('nova@primer.invalid')
    expect(own).not.toContain('petar@primer.invalid')
    const foreign = (await writeTable(app, { by: coordinator, table: 'institution', separator: ',' })).replace('"надлежност UGP"', '"туђе"')
    expect(
      (await plan('institution', foreign, local)).entries.filter(({ what }) => what === 'refused').map(({ code, faults }) => [code, faults[0]?.rule]),
    ).toEqual([['UGP', 'not-yours']])
  })

  /** SEC-15: what a spreadsheet would run, in every field that free words reach. */
  test.each(['=', '+', '-', '@', '\t=', '\r=', '\n=', '＝', '＋', '－', '＠', '|', '%', ' ='].map((prefix) => [prefix]))(
    'never begins a cell with %j, in any field',
    async (prefix) => {
      const evil = `${prefix}cmd|' /C calc'!A0`
      const name = { 'sr-Cyrl': evil, 'sr-Latn': evil, en: evil }
      const spell = { status: 'open', seen: name, note: name, source: evil, mark: 'V' as const }
      await app.db.transact((tx) =>
        loadInstitutions(app, tx, {
          ...sample,
          institutions: [...sample.institutions, body('ZLO', { name, mandate: name, source: evil })],
          facilities: [
            ...sample.facilities,
            { ...{ code: 'zlo', institution: 'KIRS', kind: 'AC', jurisdiction: 'RS', name, remarks: [] }, capacities: [], history: [spell] },
          ],
          posts: [...sample.posts, { code: 'ZLO', name, institutions: ['KIRS'], areas: ['A1'], mark: 'I' as const }],
        }),
      )
      let found = 0
      for (const table of ['institution', 'facility', 'history', 'post'] as const) {
        const text = await writeTable(app, { by: coordinator, table, separator: ';' })
        expect(text.split(evil)).not.toHaveLength(1)
        for (const [, before] of text.matchAll(new RegExp(`(.)${evil.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}`, 'g'))) {
          expect(before).toBe("'")
          found++
        }
        const rows = readCsv(
          bytes(text),
          tableColumns[table].map((column) => ({ name: column })),
        )
        expect(rows.ok && rows.value.some(({ cells }) => Object.values(cells).includes(evil))).toBe(true)
      }
      expect(found).toBe(7 + 3 + 7 + 3)
    },
  )
})

test('a focal point sees how people stand below her place, and not above', async () => {
  const local = actorWith(['focal-point'], { scope: 'UGP' })
  expect(may(local, 'see-standing', await placeChain(app.db, 'KA'))).toBe(true)
  expect(may(local, 'see-standing', await placeChain(app.db, 'MUP'))).toBe(false)
})

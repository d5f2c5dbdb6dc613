import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SignedIn } from '#modules/people/index.ts'
import { contentGeneration } from '#platform/content-generation.ts'
import { actorWith } from '../../../../tests/support/actors.ts'
import { body, type CentreWithRegister, centreWithRegister, named } from '../../../../tests/support/register.ts'
import type { TestApp } from '../../../../tests/support/test-app.ts'
import {
  changeStatus,
  changesSince,
  codesBelow,
  editableEntry,
  entryHistory,
  findEntry,
  type Institution,
  placeChain,
  saveEntry,
  statusOn,
  undoChange,
} from '../index.ts'

let centre: CentreWithRegister
let app: TestApp
let coordinator: SignedIn
let kept: CentreWithRegister['kept']
let change: CentreWithRegister['change']

beforeAll(async () => {
  centre = await centreWithRegister()
  ;({ app, coordinator, kept, change } = centre)
})
afterAll(() => app.close())

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
    await centre.load()
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

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PersonId } from '#kernel/id.ts'
import { may, type Scope, type SignedIn } from '#modules/people/index.ts'
import { reading } from '#platform/db.ts'
import { actorWith } from '../../../../tests/support/actors.ts'
import { type CentreWithRegister, centreWithRegister } from '../../../../tests/support/register.ts'
import type { TestApp } from '../../../../tests/support/test-app.ts'
import {
  dutiesAt,
  endFocalPoint,
  endPosting,
  entryHistory,
  institutionByCode,
  nameFocalPoint,
  peopleAt,
  personalData,
  placeChain,
  postingsOf,
  postPerson,
} from '../index.ts'

let centre: CentreWithRegister
let app: TestApp
let coordinator: SignedIn
let person: CentreWithRegister['person']
let change: CentreWithRegister['change']

beforeAll(async () => {
  centre = await centreWithRegister()
  ;({ app, coordinator, person, change } = centre)
})
afterAll(() => app.close())

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

test('a focal point sees how people stand below her place, and not above', async () => {
  const local = actorWith(['focal-point'], { scope: 'UGP' })
  expect(may(local, 'see-standing', await placeChain(app.db, 'KA'))).toBe(true)
  expect(may(local, 'see-standing', await placeChain(app.db, 'MUP'))).toBe(false)
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PersonId } from '#kernel/id.ts'
import { addPerson, invitePerson, issueAccountCodes, mergePeople, openAccountWithCode, type Role, type SignedIn } from '#modules/people/index.ts'
import { reading } from '#platform/db.ts'
import { actorWith } from '../../../../tests/support/actors.ts'
import { type TestApp, testApp } from '../../../../tests/support/test-app.ts'
import {
  endFocalPoint,
  endPosting,
  loadInstitutions,
  nameFocalPoint,
  peopleAt,
  personalData,
  planTable,
  postingsOf,
  postPerson,
  readTable,
  sayPost,
  tenureHistory,
  undoTenure,
  writeTable,
} from '../index.ts'
import type { TenureKind } from '../tables.ts'
import { postNewcomer } from './post-newcomer.ts'

let app: TestApp
let coordinator: SignedIn
const named = (text: string) => ({ 'sr-Cyrl': text, en: text })
const body = (code: string, more: { parent?: string; form?: 'unit' } = {}) => ({
  ...{ code, form: 'institution' as const, kind: 'ministry', jurisdiction: 'RS', mark: 'V' as const },
  ...{ name: named(code), mandate: named(code) },
  ...more,
})
const sample = {
  terms: { institutionKinds: [{ code: 'ministry', name: named('Министарство') }], facilityKinds: [], statuses: [] },
  institutions: [body('MUP'), body('KA', { parent: 'MUP', form: 'unit' }), body('KIRS')],
  facilities: [],
  posts: [{ code: 'R01', name: named('Службеник'), institutions: ['KA'], areas: [], mark: 'I' as const }],
}
const today = () => app.now().toISOString().slice(0, 10)

async function person(login: string, roles: Role[] = ['learner']): Promise<PersonId> {
  const added = await addPerson(app, { email: `${login}@primer.invalid`, name: 'Ана Пробић', roles, variant: 'sr-Cyrl', sample: true })
  if (!added.ok) throw new Error(login)
  return added.value as PersonId
}

beforeAll(async () => {
  app = await testApp()
  coordinator = actorWith(['coordinator'], { id: await person('koordinator', ['coordinator']) })
  await app.db.transact((tx) => loadInstitutions(app, tx, sample))
})
afterAll(() => app.close())

async function byCode(issuer: SignedIn, userName: string): Promise<PersonId> {
  const issued = await issueAccountCodes(app, issuer, { count: 1, place: 'KA' })
  if (!issued.ok) throw new Error(issued.refusal)
  const given = { code: issued.value.codes[0] ?? '', userName, password: 'duga-neobicna-lozinka-9', name: 'Марија Пример', variant: 'sr-Cyrl' as const }
  const opened = await openAccountWithCode(app, { ...given, address: '198.51.100.7' })
  if (!opened.ok) throw new Error(opened.refusal)
  const { id } = await reading<{ person: { id: string; login: string } }>(app.db)
    .selectFrom('person')
    .select('id')
    .where('login', '=', userName)
    .executeTakeFirstOrThrow()
  return id as PersonId
}

test('who opens an account with a code of a focal point is among her people from that day, in a post not said yet', async () => {
  const focal = actorWith(['focal-point'], { scope: 'KA', id: await person('kontakt') })
  const marija = await byCode(focal, 'marija.primer')
  await app.settle()
  expect(await peopleAt(app.db, ['KA'], today())).toContain(marija)
  expect(await peopleAt(app.db, ['KIRS'], today())).not.toContain(marija)
  expect(await postingsOf(app.db, marija)).toMatchObject([{ post: null, place: 'KA', from: today() }])
})

test('an invited person is posted where she was invited to, once, however often that is heard', async () => {
  const admin = actorWith(['admin'], { id: await person('uprava', ['admin']) })
  const invited = await invitePerson(app, {
    ...{ desk: admin, name: 'Јован Узорак', email: '', role: 'learner', scope: '', place: 'KIRS', variant: 'sr-Cyrl' },
  })
  if (!invited.ok || !invited.value) throw new Error('not invited')
  const jovan = invited.value.person as PersonId
  await app.settle()
  await postNewcomer(app, { person: jovan, place: 'KIRS' })
  expect(await postingsOf(app.db, jovan)).toHaveLength(1)
  const [line] = await tenureHistory(app.db, 'posting', { reach: ['KIRS'], now: app.now() })
  expect(line).toMatchObject({ by: null, before: null, after: { post: null } })
  expect(await undoTenure(app, { by: coordinator, kind: 'posting', id: line?.id ?? '' })).toEqual({ ok: true, value: null })
  await postNewcomer(app, { person: jovan, place: 'KIRS' })
  expect(await postingsOf(app.db, jovan)).toEqual([])
})

test('nobody is posted at a place that the register does not know, nor when another account of hers is posted below already', async () => {
  const [one, other] = [await person('jedan'), await person('drugi')]
  await postNewcomer(app, { person: one, place: 'NEMA' })
  await app.db.transact((tx) => postPerson(app, tx, { by: coordinator, person: one, post: 'R01', place: 'KA', from: '2026-01-01' }))
  expect(await mergePeople(app, { desk: 'terminal', survivor: one, merged: other })).toMatchObject({ ok: true })
  await postNewcomer(app, { person: other, place: 'MUP' })
  expect((await postingsOf(app.db, one)).map(({ place }) => place)).toEqual(['KA'])
})

test('a post is said once, on the page or in a table; foreign hands cannot', async () => {
  const [ana, petar] = [await person('ana'), await person('petar')]
  for (const one of [ana, petar]) await postNewcomer(app, { person: one, place: 'KA' })
  const id = (await postingsOf(app.db, ana))[0]?.id ?? ''
  const say = (post: string, by = coordinator) => app.db.transact((tx) => sayPost(app, tx, { by, id, post }))
  expect(await say('R01', actorWith(['coordinator'], { scope: 'KIRS' }))).toEqual({ ok: false, refusal: { reason: 'not-allowed' } })
  expect(await say('R99')).toMatchObject({ refusal: { faults: [{ field: 'post', rule: 'unknown' }] } })
  expect((await say('R01')).ok).toBe(true)
  expect(await say('R01')).toMatchObject({ refusal: { faults: [{ field: 'post', rule: 'fixed' }] } })
  const written = await writeTable(app, { by: coordinator, table: 'posting', separator: ',' })
  const bytes = new TextEncoder().encode(written.replace(/^(.*petar@[^\n]*?,)(""|),("?KA"?,)/m, '$1R01,$3'))
  const planned = await planTable(app.db, { by: coordinator, table: 'posting', bytes })
  if (!planned.ok) throw new Error('not planned')
  expect(planned.value.postings.filter(({ what }) => what !== 'same')).toMatchObject([{ what: 'changed', login: 'petar@primer.invalid' }])
  expect((await readTable(app, { by: coordinator, table: 'posting', bytes, mark: planned.value.mark })).ok).toBe(true)
  expect(await postingsOf(app.db, petar)).toMatchObject([{ post: 'R01' }])
})

const last = async (kind: TenureKind, of: PersonId) =>
  (await tenureHistory(app.db, kind, { reach: 'everywhere', now: app.now() })).find(({ person: whose }) => whose === of)?.id ?? ''
const undo = async (kind: TenureKind, of: PersonId, by = coordinator) => undoTenure(app, { by, kind, id: await last(kind, of) })

test('a mistaken end of a posting is taken back, and what would meet a later posting is not', async () => {
  const vera = await person('vera')
  const made = await app.db.transact((tx) => postPerson(app, tx, { by: coordinator, person: vera, post: 'R01', place: 'KA', from: '2026-01-01' }))
  const id = made.ok ? made.value.id : ''
  await app.db.transact((tx) => endPosting(app, tx, { by: coordinator, id, to: '2026-03-31' }))
  const end = await last('posting', vera)
  expect(await undo('posting', vera, actorWith(['coordinator'], { scope: 'KIRS' }))).toEqual({ ok: false, refusal: 'not-allowed' })
  expect(await undoTenure(app, { by: coordinator, kind: 'focal-point', id: end })).toEqual({ ok: false, refusal: 'not-allowed' })
  expect((await undo('posting', vera)).ok).toBe(true)
  expect(await postingsOf(app.db, vera)).toMatchObject([{ from: '2026-01-01' }])
  expect((await postingsOf(app.db, vera))[0]?.to).toBeUndefined()
  expect(await undoTenure(app, { by: coordinator, kind: 'posting', id: end })).toEqual({ ok: false, refusal: 'changed-meanwhile' })
  await app.db.transact((tx) => endPosting(app, tx, { by: coordinator, id, to: '2026-03-31' }))
  const again = await last('posting', vera)
  await app.db.transact((tx) => postPerson(app, tx, { by: coordinator, person: vera, post: 'R01', place: 'KA', from: '2026-06-01' }))
  expect(await undoTenure(app, { by: coordinator, kind: 'posting', id: again })).toEqual({ ok: false, refusal: 'in-the-way' })
  app.pass(31 * 86_400_000)
  expect(await undo('posting', vera)).toEqual({ ok: false, refusal: 'too-late' })
})

test('a duty taken back takes its right with it at once, and one that comes back brings it; never for oneself', async () => {
  const ema = await person('ema')
  const right = () =>
    reading<{ role_grant: { person: string; role: string; scope: string; to_day: string | null } }>(app.db)
      .selectFrom('role_grant')
      .select(['scope', 'to_day'])
      .where('person', '=', ema)
      .where('role', '=', 'focal-point')
      .execute()
  const made = await app.db.transact((tx) => nameFocalPoint(app, tx, { by: coordinator, person: ema, place: 'KA', duty: 'focal-point', from: today() }))
  await app.db.transact((tx) => endFocalPoint(app, tx, { by: coordinator, id: made.ok ? made.value.id : '', to: today() }))
  expect(await right()).toEqual([{ scope: 'KA', to_day: today() }])
  expect(await undo('focal-point', ema, actorWith(['coordinator'], { id: ema }))).toEqual({ ok: false, refusal: 'not-allowed' })
  expect((await undo('focal-point', ema)).ok).toBe(true)
  expect(await right()).toEqual([{ scope: 'KA', to_day: null }])
  const lines = await tenureHistory(app.db, 'focal-point', { reach: ['KA'], now: app.now() })
  expect(lines.map(({ takesBack, undoable }) => [takesBack, undoable])).toEqual([
    [true, true],
    [false, false],
    [false, false],
  ])
})

test('a named focal point who was a mistake goes with her right, and erasure leaves nothing of her in the history', async () => {
  const nova = await person('nova')
  await app.db.transact((tx) => nameFocalPoint(app, tx, { by: coordinator, person: nova, place: 'KIRS', duty: 'alternate', from: today() }))
  const id = await last('focal-point', nova)
  expect((await undo('focal-point', nova)).ok).toBe(true)
  expect(await tenureHistory(app.db, 'focal-point', { reach: ['KIRS'], now: app.now() })).toMatchObject([
    { before: { duty: 'alternate' }, after: null },
    { id },
  ])
  await app.db.transact(async (tx) => personalData.erase?.(app, tx, nova))
  expect(await tenureHistory(app.db, 'focal-point', { reach: ['KIRS'], now: app.now() })).toEqual([])
})

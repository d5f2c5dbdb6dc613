/** PRIV-17: the clock goes on by years, and exactly what was shown goes. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PersonId } from '#kernel/id.ts'
import { addPerson, idleAccounts, mergePeople, personById, type SignedIn } from '#modules/people/index.ts'
import { actorWith } from '../../../../tests/support/actors.ts'
import { type TestApp, testApp } from '../../../../tests/support/test-app.ts'
import { confirmRetention, dryRun, keepPrivacy, proposeRetention, shownProposals, withdrawRetention } from '../index.ts'
import { tombstones } from '../tombstones.ts'

const days = (count: number) => count * 86_400_000
let app: TestApp
let one: SignedIn
let other: SignedIn

async function added(name: string, role: 'admin' | 'learner'): Promise<PersonId> {
  const outcome = await addPerson(app, { email: `${name}@primer.test`, name: 'Јован Узорак', roles: [role], variant: 'sr-Cyrl', sample: false })
  if (!outcome.ok) throw new Error(outcome.refusal)
  return outcome.value as PersonId
}

beforeEach(async () => {
  app = await testApp()
  one = actorWith(['admin'], { id: await added('prvi', 'admin') })
  other = actorWith(['admin'], { id: await added('drugi', 'admin') })
})
afterEach(() => app.close())

/** Learning records stored so many months ago. */
async function record(id: number, monthsAgo: number): Promise<void> {
  const at = new Date(app.now())
  at.setUTCMonth(at.getUTCMonth() - monthsAgo)
  await app.db.executeSql(
    `insert into statement (id, stored, actor, verb, object, authority, body) values ('00000000-0000-4000-8000-00000000000${id}', '${at.toISOString()}', 'x', 'v', 'o', 'centre', '{}')`,
  )
}

const recordsLeft = async () => {
  const { rows } = await app.db.executeSql('select right(id::text, 1)::int as id from statement order by 1')
  return (rows as { id: number }[]).map(({ id }) => id)
}
const shownCount = async (key: string) => (await dryRun(app)).find((rule) => rule.key === key)?.count

async function proposed(): Promise<string> {
  const outcome = await proposeRetention(app, one)
  if (!outcome.ok) throw new Error(outcome.refusal)
  return outcome.value.id
}

test('two people take out exactly what was shown', async () => {
  for (const [id, months] of [
    [1, 130],
    [2, 121],
    [3, 119],
    [4, 1],
  ] as const)
    await record(id, months)
  expect(await shownCount('statements')).toBe(2)
  const id = await proposed()
  // What outlives its term after the proposal waits for the next one.
  app.pass(days(6))
  expect(await confirmRetention(app, one, id)).toEqual({ ok: false, refusal: 'same-person' })
  expect(await confirmRetention(app, actorWith(['auditor', 'coordinator']), id)).toEqual({ ok: false, refusal: 'not-allowed' })
  expect(await recordsLeft()).toEqual([1, 2, 3, 4])
  expect(await confirmRetention(app, other, id)).toMatchObject({ ok: true })
  await app.settle()
  expect(await recordsLeft()).toEqual([3, 4])
  expect(await shownProposals(app)).toMatchObject([{ state: 'done' }])
  expect(await confirmRetention(app, other, id)).toEqual({ ok: false, refusal: 'not-open' })
})

test('two accounts of one person are not two people', async () => {
  await record(1, 130)
  const id = await proposed()
  expect(await mergePeople(app, { desk: 'terminal', survivor: other.id, merged: one.id })).toMatchObject({ ok: true })
  expect(await confirmRetention(app, other, id)).toEqual({ ok: false, refusal: 'same-person' })
  expect(await recordsLeft()).toEqual([1])
})

test('nothing goes when more came to light than was shown, before or after the confirmation', async () => {
  await record(1, 130)
  const id = await proposed()
  await record(2, 125)
  expect(await confirmRetention(app, other, id)).toEqual({ ok: false, refusal: 'grown' })
  const again = await proposed()
  expect(await confirmRetention(app, other, again)).toMatchObject({ ok: true })
  await record(3, 140)
  await app.settle()
  expect(await recordsLeft()).toEqual([1, 2, 3])
  expect(await shownProposals(app)).toMatchObject([{ state: 'grown' }, { state: 'grown' }])
})

test('a proposal lapses after a week, can be taken back, and there is one at a time', async () => {
  expect(await proposeRetention(app, one)).toEqual({ ok: false, refusal: 'nothing-to-do' })
  await record(1, 130)
  const id = await proposed()
  expect(await proposeRetention(app, other)).toEqual({ ok: false, refusal: 'one-is-open' })
  app.pass(days(7) + 1000)
  expect(await confirmRetention(app, other, id)).toEqual({ ok: false, refusal: 'lapsed' })
  const next = await proposed()
  expect(await withdrawRetention(app, other, next)).toMatchObject({ ok: true })
  expect(await confirmRetention(app, other, next)).toEqual({ ok: false, refusal: 'not-open' })
  expect(await recordsLeft()).toEqual([1])
})

test('an unused account goes only a month after its owner was told, and not if she came', async () => {
  const [silent, back] = [await added('tihi', 'learner'), await added('vratila', 'learner')]
  app.pass(days(36 * 30.5))
  await keepPrivacy(app)
  await app.settle()
  const { rows } = await app.db.executeSql(`select person from letter where kind = 'account-idle' order by person`)
  expect(rows).toEqual([silent, back].sort().map((person) => ({ person })))
  expect(await shownCount('idleAccounts')).toBe(0)
  await app.db.executeSql(`insert into account_use (person, last_on) values ('${back}', '${app.now().toISOString()}')`)
  app.pass(days(31))
  expect(await shownCount('idleAccounts')).toBe(1)
  const id = await proposed()
  expect(await confirmRetention(app, other, id)).toMatchObject({ ok: true })
  await app.settle()
  expect(await personById(app.db, silent)).toBeNull()
  expect(await personById(app.db, back)).not.toBeNull()
  expect((await tombstones(app)).map(({ person }) => person)).toEqual([silent])
  // Administrators are never among them, however silent.
  expect(await idleAccounts(app.db, new Date(app.now().getTime() + days(1)))).toEqual([expect.objectContaining({ person: back })])
})

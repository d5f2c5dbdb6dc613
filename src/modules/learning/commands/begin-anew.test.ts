/** A test that was taken along after the backup that the server was restored from. */
import { verbs } from '@putokaz/xapi'
import { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { activityId, statementsOf } from '#modules/records/index.ts'
import { type SignedInPerson, signedInAgain, signedInAs } from '../../../../tests/support/signed-in.ts'
import { type TestApp, testApp } from '../../../../tests/support/test-app.ts'
import { publishTestCourse, rightAnswer } from '../../../../tests/support/test-course.ts'
import { apiRoutes } from '../../../api.ts'
import { findAttempt } from '../attempt-store.ts'
import { extensionsOf } from '../domain/taken-test.ts'
import { handIn, removeLearningOf, startAttempt, strandedAttempts, type TakenTest, takeInDeviceWork } from '../index.ts'

let app: TestApp
let restored: TestApp
let ana: SignedInPerson
beforeAll(async () => {
  app = await testApp()
  await publishTestCourse(app, { attempts: 3 })
})
beforeEach(async () => {
  ana = await signedInAs(app)
  restored = { ...app, epoch: app.newId() }
})
afterAll(() => app.close())

const day = 86_400_000
const post = (on: TestApp, path: string, body: unknown, by = ana) =>
  apiRoutes(on, new Hono()).request(`http://localhost${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-experience-api-version': '2.0.0', cookie: by.cookie },
    body: JSON.stringify(body),
  })

async function taken(on = app, by = ana): Promise<TakenTest> {
  const started = await startAttempt(on, { person: by.person.id, course: 'T01', test: 'final', attempt: on.newId(), along: true })
  if (!started.ok) throw new Error(started.refusal)
  return (await post(on, `/api/v1/attempts/${started.value.attempt}/taken`, { device: on.newId() }, by)).json() as Promise<TakenTest>
}

/** As a backup from before it would leave the server. */
async function restoredWithout({ attempt }: TakenTest): Promise<void> {
  await app.db.executeSql('delete from attempt where id = $1', [attempt])
  await app.db.executeSql('delete from statement where registration = $1', [attempt])
}

const names = () => extensionsOf(app.activityBase)
const said = (given: TakenTest, verb: 'initialized' | 'answered' | 'progressed', activity: string, extensions: object) => ({
  id: app.newId(),
  actor: { account: { homePage: app.activityBase, name: given.person } },
  verb: { id: verbs[verb] },
  object: { id: activityId(app, activity) },
  context: { registration: given.attempt },
  timestamp: app.now().toISOString(),
  result: { extensions },
})
const begun = (given: TakenTest, voucher: unknown = given.voucher) => said(given, 'initialized', given.activity, { [names().voucher]: voucher })
const answers = (given: TakenTest) =>
  given.items.map(({ id, activity }, at) => said(given, 'answered', activity, { [names().response]: rightAnswer(id), [names().sequence]: at + 1 }))
const handedIn = (given: TakenTest, all: readonly { id: string }[]) =>
  said(given, 'progressed', given.activity, { [names().progress]: 100, [names().answers]: all.map(({ id }) => id) })
function work(given: TakenTest, voucher: unknown = given.voucher) {
  const all = answers(given)
  return [begun(given, voucher), ...all, handedIn(given, all)]
}
async function send(statements: readonly object[], { on = restored, by = ana } = {}): Promise<void> {
  expect((await post(on, '/xapi/statements', statements, by)).status).toBe(200)
  await app.jobs.drain(on)
}
const reasonsOf = async (by = ana) => (await strandedAttempts(app, by.person.id)).map(({ reason }) => reason)

describe('an attempt that a restore took away', () => {
  test('is begun anew by its voucher with the same draw, and graded when all has arrived', async () => {
    const given = await taken()
    const before = await findAttempt(app.db, given.attempt)
    const drawn = await app.db.executeSql('select place, item, item_version, type from attempt_answer where attempt = $1 order by place', [given.attempt])
    await restoredWithout(given)
    app.pass(5 * day)
    const [first, ...rest] = work(given)
    await send([first as object])
    expect(await findAttempt(app.db, given.attempt)).toEqual(before)
    const again = await app.db.executeSql('select place, item, item_version, type from attempt_answer where attempt = $1 order by place', [given.attempt])
    expect(again.rows).toEqual(drawn.rows)
    await send(rest)
    expect(await findAttempt(app.db, given.attempt)).toMatchObject({ points: 8, most: 8, passed: true, handed_in_at: app.now() })
    const told = await statementsOf(app.db, ana.person.id)
    expect(told.filter(({ authority }) => authority === 'centre').map(({ statement }) => statement.verb.id)).toEqual(
      expect.arrayContaining([verbs.attempted, verbs.scored, verbs.passed]),
    )
  })

  test('is begun once, however often and from however many sides its voucher comes', async () => {
    const given = await taken()
    await restoredWithout(given)
    const all = work(given)
    await send([...all].reverse())
    const graded = await findAttempt(app.db, given.attempt)
    await Promise.all(Array.from({ length: 4 }, () => takeInDeviceWork(restored, { person: ana.person.id, attempt: given.attempt })))
    await send([begun(given), ...all])
    expect(graded).toMatchObject({ points: 8, passed: true })
    expect(await findAttempt(app.db, given.attempt)).toEqual(graded)
    const { rows } = await app.db.executeSql(`select verb from statement where registration = $1 and authority = 'centre' order by verb`, [given.attempt])
    expect(rows).toEqual([verbs.attempted, verbs.passed, verbs.scored].map((verb) => ({ verb })))
  })

  test('waits, where she has begun another at the same test, until it is whole, and then both stand', async () => {
    const given = await taken()
    await restoredWithout(given)
    const other = await startAttempt(app, { person: ana.person.id, course: 'T01', test: 'final', attempt: app.newId() })
    const all = work(given)
    await send(all.slice(0, 4))
    expect(await findAttempt(app.db, given.attempt)).toBeUndefined()
    expect(await reasonsOf()).toEqual(['another-open'])
    await send(all.slice(4))
    expect(await findAttempt(app.db, given.attempt)).toMatchObject({ points: 8, passed: true })
    expect(await reasonsOf()).toEqual([])
    expect((await handIn(app, { person: ana.person.id, attempt: other.ok ? other.value.attempt : '' })).ok).toBe(true)
  })
})

describe('nothing is begun by a voucher', () => {
  const strange: readonly [string, (given: TakenTest, other: TakenTest) => unknown, string][] = [
    ['that is made up', () => Buffer.from('{"attempt":"a"}').toString('base64url'), 'not-ours'],
    ['that was changed', ({ voucher = '' }) => `${voucher.slice(0, 60)}${voucher[60] === 'A' ? 'B' : 'A'}${voucher.slice(61)}`, 'not-ours'],
    ['that was cut short', ({ voucher = '' }) => voucher.slice(0, -4), 'not-ours'],
    ['of another attempt of hers', (_, other) => other.voucher, 'not-ours'],
  ]
  test.each(strange)('%s', async (_, voucherOf, reason) => {
    const given = await taken()
    const { rows } = await app.db.executeSql('select id from attempt where id = $1', [given.attempt])
    expect(rows).toHaveLength(1)
    await restoredWithout(given)
    const other = await taken()
    await send(work(given, voucherOf(given, other)))
    expect(await findAttempt(app.db, given.attempt)).toBeUndefined()
    expect(await reasonsOf()).toEqual([reason])
  })

  test.each([[{ a: 1 }], [7], ['x'.repeat(70_000)], [null]])('that is no voucher at all', async (voucher) => {
    const given = await taken()
    await restoredWithout(given)
    await send(work(given, voucher))
    expect(await findAttempt(app.db, given.attempt)).toBeUndefined()
    expect(await reasonsOf()).toEqual([])
  })

  test('of somebody else', async () => {
    const given = await taken()
    await restoredWithout(given)
    const mila = await signedInAs(app)
    await send(work({ ...given, person: mila.person.id }), { by: mila })
    expect(await findAttempt(app.db, given.attempt)).toBeUndefined()
    expect([await reasonsOf(mila), await reasonsOf()]).toEqual([['not-hers'], []])
  })

  test('of another centre', async () => {
    const elsewhere = await testApp()
    await publishTestCourse(elsewhere)
    const maria = await signedInAs(elsewhere)
    const foreign = await taken(elsewhere, maria)
    await elsewhere.close()
    await send(work({ ...foreign, person: ana.person.id }))
    expect(await findAttempt(app.db, foreign.attempt)).toBeUndefined()
    expect(await reasonsOf()).toEqual(['not-ours'])
  })

  test('whose time is over', async () => {
    const given = await taken()
    await restoredWithout(given)
    app.pass(90 * day)
    ana = await signedInAgain(app, ana.email)
    await send(work(given))
    expect(await findAttempt(app.db, given.attempt)).toBeUndefined()
    expect(await reasonsOf()).toEqual(['expired'])
    app.pass(-90 * day)
  })

  test('for a course version that is gone as well, and she is told', async () => {
    await publishTestCourse(app, { code: 'T09' })
    const started = await startAttempt(app, { person: ana.person.id, course: 'T09', test: 'final', attempt: app.newId(), along: true })
    const attempt = started.ok ? started.value.attempt : ''
    const given = (await (await post(app, `/api/v1/attempts/${attempt}/taken`, { device: app.newId() })).json()) as TakenTest
    await restoredWithout(given)
    await app.db.executeSql(`
      update course set current = null where code = 'T09';
      delete from course_citation where course_version in (select id from course_version where course = 'T09');
      delete from course_unit where course_version in (select id from course_version where course = 'T09');
      delete from course_version where course = 'T09'`)
    await send(work(given))
    expect(await strandedAttempts(app, ana.person.id)).toEqual([{ attempt, course: 'T09', test: 'final', reason: 'version-gone', notedAt: app.now() }])
  })

  test('for what was begun in this life of the server and taken out of it', async () => {
    const given = await taken()
    await app.db.transact((tx) => removeLearningOf(tx, [ana.person.id]))
    await send(work(given), { on: app })
    expect(await findAttempt(app.db, given.attempt)).toBeUndefined()
    expect(await reasonsOf()).toEqual([])
  })
})

/** A test that is taken along: as the device meets it, by the addresses that it uses. */

import { verbs } from '@putokaz/xapi'
import fc from 'fast-check'
import { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { isUuid } from '#kernel/id.ts'
import { activityId, statementsOf } from '#modules/records/index.ts'
import { type SignedInPerson, signedInAgain, signedInAs } from '../../../../tests/support/signed-in.ts'
import { type TestApp, testApp } from '../../../../tests/support/test-app.ts'
import { canaries, publishTestCourse, rightAnswer, wrongAnswer } from '../../../../tests/support/test-course.ts'
import { apiRoutes } from '../../../api.ts'
import { findAttempt } from '../attempt-store.ts'
import { extensionsOf } from '../domain/taken-test.ts'
import { attemptView, bringBack, closeOverdue, handIn, lateWork, saveAnswer, startAttempt, type TakenTest, testStart } from '../index.ts'

let app: TestApp
let routes: Hono
let ana: SignedInPerson
let device: string
beforeAll(async () => {
  app = await testApp()
  await publishTestCourse(app, { attempts: 2 })
  await publishTestCourse(app, { code: 'T02', minutes: 10 })
  routes = apiRoutes(app, new Hono())
})
beforeEach(async () => {
  ana = await signedInAs(app)
  device = app.newId()
})
afterAll(() => app.close())

const day = 86_400_000
const post = (path: string, body: unknown, by = ana) =>
  routes.request(`http://localhost${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-experience-api-version': '2.0.0', cookie: by.cookie },
    body: JSON.stringify(body),
  })
const start = (along = true, course = 'T01') => startAttempt(app, { person: ana.person.id, course, test: 'final', attempt: app.newId(), along })
const takeTo = (attempt: string, to = device, by = ana) => post(`/api/v1/attempts/${attempt}/taken`, { device: to }, by)
async function taken(): Promise<TakenTest> {
  const started = await start()
  if (!started.ok) throw new Error(started.refusal)
  return (await takeTo(started.value.attempt)).json() as Promise<TakenTest>
}

const said = (given: TakenTest, verb: 'answered' | 'progressed', activity: string, { at = app.now(), ...result }: { at?: Date; extensions: object }) => ({
  id: app.newId(),
  actor: { account: { homePage: app.activityBase, name: given.person } },
  verb: { id: verbs[verb] },
  object: { id: activityId(app, activity) },
  context: { registration: given.attempt },
  timestamp: at.toISOString(),
  result,
})
const names = () => extensionsOf(app.activityBase)
const answered = (given: TakenTest, item: string, sequence: number, response: unknown = rightAnswer(item)) =>
  said(given, 'answered', given.items.find(({ id }) => id === item)?.activity ?? '', {
    extensions: { [names().response]: response, [names().sequence]: sequence },
  })
const allOf = (given: TakenTest) => given.items.map(({ id }, at) => answered(given, id, at + 1))
const handedIn = (given: TakenTest, answers: readonly { id: string }[], at = app.now()) =>
  said(given, 'progressed', given.activity, { extensions: { [names().progress]: 100, [names().answers]: answers.map(({ id }) => id) }, at })
async function send(statements: readonly object[], by = ana): Promise<number> {
  const { status } = await post('/xapi/statements', statements, by)
  await app.settle()
  return status
}
const rowOf = async (id: string) => {
  const row = await findAttempt(app.db, id)
  if (!row) throw new Error('no attempt')
  return { points: row.points, most: row.most, passed: row.passed, handedInAt: row.handed_in_at }
}

describe('taking it along', () => {
  test('is possible where there is no time limit, and counts as an attempt', async () => {
    expect((await start()).ok).toBe(true)
    const view = await testStart(app, { course: 'T01', test: 'final', person: ana.person.id })
    expect(view?.hers).toMatchObject({ left: 1, open: expect.any(String) })
    expect(await start(true, 'T02')).toEqual({ ok: false, refusal: 'has-time-limit' })
    expect((await start(false, 'T02')).ok).toBe(true)
  })

  test('gives the device all questions in every script, and no byte of an answer', async () => {
    const given = await taken()
    const text = JSON.stringify(given)
    expect(given.items).toHaveLength(8)
    expect(given.items.every(({ shown }) => Object.keys(shown).length === 3)).toBe(true)
    expect(canaries.filter((canary) => text.includes(canary))).toEqual([])
    expect(text).not.toMatch(/"(key|keys|told|feedback|solution|correct|points|score|tolerance)"/)
    expect(Date.parse(given.until)).toBe(app.now().getTime() + 30 * day)
  })

  test('gives it to one device, as often as that one asks, and to no other', async () => {
    const { attempt } = await taken()
    expect((await takeTo(attempt)).status).toBe(200)
    const elsewhere = await takeTo(attempt, app.newId())
    expect([elsewhere.status, await elsewhere.json()]).toEqual([409, { error: 'elsewhere' }])
  })

  test('of several devices that ask at once one gets it', async () => {
    const started = await start()
    const attempt = started.ok ? started.value.attempt : ''
    const answers = await Promise.all(Array.from({ length: 5 }, () => takeTo(attempt, app.newId())))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409])
  })

  test('is nothing to anybody else, and nothing for an attempt that stays here', async () => {
    const { attempt } = await taken()
    const other = await signedInAs(app)
    expect((await takeTo(attempt, app.newId(), other)).status).toBe(404)
    const here = await startAttempt(app, { person: other.person.id, course: 'T01', test: 'final', attempt: app.newId() })
    expect((await takeTo(here.ok ? here.value.attempt : '', app.newId(), other)).status).toBe(409)
  })

  test('closes the way here until it is brought back', async () => {
    const { attempt, items } = await taken()
    const person = ana.person.id
    const item = items[0]?.id ?? ''
    const answer = { person, attempt, item, id: app.newId(), sequence: 1, response: rightAnswer(item) }
    expect(await saveAnswer(app, answer)).toEqual({ ok: false, refusal: 'away' })
    expect(await handIn(app, { person, attempt })).toEqual({ ok: false, refusal: 'away' })
    expect((await bringBack(app, { person, attempt })).ok).toBe(true)
    expect((await saveAnswer(app, answer)).ok).toBe(true)
    expect((await handIn(app, { person, attempt })).ok).toBe(true)
  })
})

describe('what was done on the device', () => {
  test('is graded when all of it has arrived, at the moment it was handed in there', async () => {
    const given = await taken()
    const at = new Date(app.now().getTime() + 5 * day)
    app.pass(21 * day)
    ana = await signedInAgain(app, ana.email)
    const answers = allOf(given)
    expect(await send([...answers.slice(0, 5), handedIn(given, answers, at)])).toBe(200)
    expect((await rowOf(given.attempt)).handedInAt).toBeNull()
    expect(await send(answers.slice(5))).toBe(200)
    expect(await rowOf(given.attempt)).toEqual({ points: 8, most: 8, passed: true, handedInAt: at })
    const told = await statementsOf(app.db, ana.person.id)
    expect(told.filter(({ authority, statement }) => authority === 'centre' && statement.verb.id === verbs.passed)).toHaveLength(1)
  })

  test('handed in once, it stays so: a second use changes nothing', async () => {
    const given = await taken()
    const wrong = given.items.map(({ id }, at) => answered(given, id, at + 1, wrongAnswer(id)))
    await send([...wrong, handedIn(given, wrong)])
    const first = await rowOf(given.attempt)
    expect(first).toMatchObject({ points: 0, passed: false })
    const right = given.items.map(({ id }, at) => answered(given, id, at + 100))
    expect(await send([...right, handedIn(given, right)])).toBe(200)
    expect(await rowOf(given.attempt)).toEqual(first)
    expect((await takeTo(given.attempt)).status).toBe(409)
  })

  test('counts no more once it was brought back, and is kept in the record', async () => {
    const given = await taken()
    const answers = allOf(given)
    await send(answers.slice(0, 3))
    await bringBack(app, { person: ana.person.id, attempt: given.attempt })
    await send([...answers.slice(3), handedIn(given, answers)])
    expect((await rowOf(given.attempt)).handedInAt).toBeNull()
    const view = await attemptView(app.db, { person: ana.person.id, attempt: given.attempt, variant: 'sr-Cyrl', now: app.now() })
    expect(view?.items.filter(({ response }) => response !== null)).toHaveLength(3)
    expect((await statementsOf(app.db, ana.person.id)).filter(({ authority }) => authority === 'device')).toHaveLength(9)
  })

  test('too late is told to her by question, and what she answers here since is not taken for it', async () => {
    const given = await taken()
    const [answers, whose] = [allOf(given), { person: ana.person.id, attempt: given.attempt }]
    await send(answers.slice(0, 3))
    expect(await lateWork(app, whose)).toBeNull()
    await bringBack(app, whose)
    expect(await lateWork(app, whose)).toBeNull()
    const first = given.items[0]?.id ?? ''
    await saveAnswer(app, { ...whose, item: first, id: app.newId(), sequence: 10, response: wrongAnswer(first) })
    app.pass(1000)
    await send([...answers.slice(3, 5), handedIn(given, answers)])
    const late = { broughtBack: true, at: app.now(), answers: new Map(given.items.slice(3, 5).map(({ id }) => [id, rightAnswer(id)])) }
    expect(await lateWork(app, whose)).toEqual(late)
    await handIn(app, whose)
    expect(await lateWork(app, whose)).toEqual(late)
    expect(await lateWork(app, { ...whose, person: (await signedInAs(app)).person.id })).toBeNull()
  })

  test('after its time is over is told to her as well, and nothing of what was handed in whole', async () => {
    const [given, whole] = [await taken(), await signedInAs(app)]
    const answers = allOf(given)
    await send(answers.slice(0, 6))
    app.pass(90 * day)
    await closeOverdue(app, ana.person.id)
    ana = await signedInAgain(app, ana.email)
    await send([...answers.slice(6), handedIn(given, answers)])
    const late = await lateWork(app, { person: ana.person.id, attempt: given.attempt })
    expect([late?.broughtBack, [...(late?.answers.keys() ?? [])]]).toEqual([false, given.items.slice(6).map(({ id }) => id)])
    ana = await signedInAgain(app, whole.email)
    const other = await taken()
    const all = [...allOf(other), ...allOf(other).map((one, at) => answered(other, other.items[at]?.id ?? '', at + 50, one.result))]
    await send([...all, handedIn(other, all)])
    expect((await rowOf(other.attempt)).handedInAt).toEqual(app.now())
    expect(await lateWork(app, { person: ana.person.id, attempt: other.attempt })).toBeNull()
  })

  test('that never arrives whole is closed when its time is over, with what did', async () => {
    const given = await taken()
    const answers = allOf(given)
    await send([...answers.slice(0, 6), handedIn(given, answers)])
    app.pass(89 * day)
    await closeOverdue(app, ana.person.id)
    expect((await rowOf(given.attempt)).handedInAt).toBeNull()
    app.pass(day)
    await closeOverdue(app, ana.person.id)
    expect(await rowOf(given.attempt)).toEqual({ points: 6, most: 8, passed: true, handedInAt: new Date(given.until) })
  })

  test('handed in on the device in time, it may still arrive sixty days later, and not after', async () => {
    const [given, at] = [await taken(), new Date(app.now().getTime() + 29 * day)]
    app.pass(80 * day)
    ana = await signedInAgain(app, ana.email)
    const answers = allOf(given).map((one) => ({ ...one, timestamp: at.toISOString() }))
    await send([...answers, handedIn(given, answers, at)])
    expect(await rowOf(given.attempt)).toMatchObject({ passed: true, handedInAt: at })
  })

  test('by somebody else moves nothing of hers', async () => {
    const given = await taken()
    const other = await signedInAs(app)
    const answers = allOf({ ...given, person: other.person.id })
    expect(await send([...answers, handedIn({ ...given, person: other.person.id }, answers)], other)).toBe(200)
    expect((await rowOf(given.attempt)).handedInAt).toBeNull()
  })

  test('comes to the same result in any order, any number of times and in any batches', async () => {
    const shape = fc.record({
      order: fc.array(fc.nat(), { minLength: 24, maxLength: 24 }),
      cut: fc.integer({ min: 1, max: 6 }),
      again: fc.subarray([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
    })
    await fc.assert(
      fc.asyncProperty(shape, async ({ order, cut, again }) => {
        ana = await signedInAs(app)
        device = app.newId()
        const given = await taken()
        const items = given.items.map(({ id }) => id)
        const answers = items.map((id, at) => answered(given, id, at + 20, at % 2 ? rightAnswer(id) : wrongAnswer(id)))
        const earlier = items.slice(0, 2).map((id, at) => answered(given, id, at + 1, rightAnswer(id)))
        const all = [...answers, ...earlier, handedIn(given, [...answers, ...earlier])]
        const sent = [...all, ...again.flatMap((at) => all[at] ?? [])].map((one, at) => ({ one, at: order[at] ?? 0 })).toSorted((a, b) => a.at - b.at)
        for (let from = 0; from < sent.length; from += cut) {
          const batch = [...new Map(sent.slice(from, from + cut).map(({ one }) => [one.id, one])).values()]
          expect(await send(batch)).toBe(200)
        }
        expect(await rowOf(given.attempt)).toMatchObject({ points: 4, most: 8, passed: false, handedInAt: app.now() })
      }),
      { numRuns: 8 },
    )
  })
})

test('the device that has the test is known by an id of its own and by nothing else', async () => {
  const { attempt } = await taken()
  const row = await findAttempt(app.db, attempt)
  expect(row?.taken_by).toBe(device)
  expect(isUuid(device)).toBe(true)
})

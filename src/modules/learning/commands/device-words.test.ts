/** What a learner's device says of her, and what becomes of it. */
import { deviceVerbs, verbs } from '@putokaz/xapi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { activityId, buildStatement, statementsOf, tellsInText } from '#modules/records/index.ts'
import { type Routes, storeRoutes } from '../../../../tests/support/record-store.ts'
import { type SignedInPerson, signedInAs } from '../../../../tests/support/signed-in.ts'
import { type TestApp, testApp } from '../../../../tests/support/test-app.ts'
import { publishTestCourse } from '../../../../tests/support/test-course.ts'
import { courseStateOf, progressOf, saveAnswer, startAttempt } from '../index.ts'

let app: TestApp
let course: Awaited<ReturnType<typeof publishTestCourse>>
let routes: Routes
beforeAll(async () => {
  app = await testApp()
  course = await publishTestCourse(app)
  routes = storeRoutes(app)
})
afterAll(() => app.close())

const path = () => `course/T01/version/${course.version}`
const said = ({ person }: SignedInPerson, verb: string, activity: string, more: object = {}) => ({
  id: app.newId(),
  actor: { account: { homePage: app.activityBase, name: person.id as string } },
  verb: { id: verb },
  object: { id: activityId(app, activity) },
  timestamp: app.now().toISOString(),
  ...more,
})
const send = (by: SignedInPerson, body: unknown) =>
  routes.request('http://localhost/xapi/statements', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-experience-api-version': '2.0.0', cookie: by.cookie },
    body: JSON.stringify(body),
  })

describe('of all that a device may say', () => {
  const forged = [
    ...Object.values(verbs).filter((verb) => !deviceVerbs.includes(verb)),
    'http://adlnet.gov/expapi/verbs/mastered',
    'http://adlnet.gov/expapi/verbs/satisfied',
  ]

  test.each(forged)('“%s” is kept as its word, and moves nothing', async (verb) => {
    const ana = await signedInAs(app)
    const score = { scaled: 1, raw: 8, min: 0, max: 8 }
    const told = [path(), `${path()}/test/1`, `${path()}/test/final`, `${path()}/unit/1-1-prva`].map((activity) =>
      said(ana, verb, activity, { result: { score, success: true, completion: true } }),
    )
    expect((await send(ana, told)).status).toBe(200)
    expect((await statementsOf(app.db, ana.person.id)).map(({ authority }) => authority)).toEqual(['device', 'device', 'device', 'device'])
    expect(await progressOf(app, ana.person.id, course)).toEqual({ units: new Map(), tests: new Map() })
    expect((await courseStateOf(app, ana.person.id, course)).done).toBe(0)
  })

  test('that a unit was read counts, and nothing that it says of tests does', async () => {
    const ana = await signedInAs(app)
    const units = deviceVerbs.map((verb) => said(ana, verb, `${path()}/unit/1-1-prva`))
    const tests = deviceVerbs.map((verb) => said(ana, verb, `${path()}/test/1`, { result: { score: { scaled: 1 }, success: true } }))
    expect((await send(ana, [...units, ...tests])).status).toBe(200)
    const progress = await progressOf(app, ana.person.id, course)
    expect([...progress.units.keys()]).toEqual(['1-1-prva'])
    expect(progress.tests.size).toBe(0)
  })

  test('voiding takes nothing back, hers or anybody’s', async () => {
    const [ana, petar] = [await signedInAs(app), await signedInAs(app)]
    const his = said(petar, verbs.experienced, `${path()}/unit/1-1-prva`)
    await send(petar, [his])
    const voiding = { ...said(ana, 'http://adlnet.gov/expapi/verbs/voided', 'x'), object: { objectType: 'StatementRef', id: his.id } }
    expect((await send(ana, [voiding])).status).toBe(200)
    const { rows } = await app.db.executeSql(`select 1 from statement_void where id = '${his.id}'`)
    expect(rows).toEqual([])
  })
})

test.each([
  ['1970-01-01T00:00:00.000Z', 'behind'],
  ['2038-01-19T03:14:07.000Z', 'ahead'],
  ['2026-10-24T09:00:00.000Z', 'behind'],
  ['2026-12-23T09:00:00.000Z', 'ahead'],
])('a moment of %s is kept as it was said beside that of storing, is marked as %s, and counts as any other', async (timestamp, doubt) => {
  const ana = await signedInAs(app)
  expect((await send(ana, [said(ana, verbs.experienced, `${path()}/unit/1-1-prva`, { timestamp })])).status).toBe(200)
  const [kept] = await statementsOf(app.db, ana.person.id)
  expect(kept).toMatchObject({ statement: { timestamp }, stored: app.now(), doubt })
  expect((await progressOf(app, ana.person.id, course)).units).toEqual(new Map([['1-1-prva', timestamp]]))
})

describe('nothing in the records of our own tells who somebody is', () => {
  test.each([
    { actor: { name: 'Ана Пробић' } },
    { result: { response: 'ana.probic@primer.test' } },
    { result: { response: '0101990710008' } },
    { context: { instructor: { mbox: 'mailto:ana@primer.test' } } },
  ])('what a device sends with %o is refused, with the place', async (more) => {
    const ana = await signedInAs(app)
    const statement = said(ana, verbs.answered, 'question/T01-P001')
    const answer = await send(ana, [{ ...statement, ...more, actor: { ...statement.actor, ...more.actor } }])
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ broken: [{ path: expect.stringMatching(/^0\./), rule: expect.stringContaining('records') }] })
    expect(await statementsOf(app.db, ana.person.id)).toEqual([])
  })

  test('the Centre builds no such statement either', async () => {
    const { person } = await signedInAs(app)
    const built = (response: string) => () =>
      buildStatement(app, { id: app.newId(), person: person.id, verb: 'answered', activity: 'question/T01-P001', at: app.now(), result: { response } })
    expect(built('ana.probic@primer.test')).toThrow('result.response')
    expect(built('0101990710008')).toThrow('result.response')
    expect(built('b')).not.toThrow()
  })

  test('an answer in which she wrote her address is saved for grading, and stays out of her record', async () => {
    const { person } = await signedInAs(app)
    const started = await startAttempt(app, { person: person.id, course: 'T01', test: 'final', attempt: app.newId() })
    const attempt = started.ok ? started.value.attempt : ''
    const { rows } = await app.db.executeSql(`select item from attempt_answer where attempt = '${attempt}' and type = 'shorttext'`)
    const item = (rows as { item: string }[])[0]?.item ?? ''
    const response = { type: 'shorttext', text: 'ana.probic@primer.test' } as const
    expect(await saveAnswer(app, { person: person.id, attempt, item, id: app.newId(), sequence: 1, response })).toMatchObject({ ok: true })
    const kept = await statementsOf(app.db, person.id)
    expect(kept).toHaveLength(2)
    expect(kept.filter(({ statement }) => tellsInText(JSON.stringify(statement)))).toEqual([])
  })
})

test('work that belongs to a registration is told of, once for each batch, in the same transaction', async () => {
  const ana = await signedInAs(app)
  const [one, other] = [app.newId(), app.newId()]
  const told = [one, other, one].map((registration) => said(ana, verbs.answered, 'question/T01-G001/version/1', { context: { registration } }))
  await send(ana, [...told, said(ana, verbs.experienced, `${path()}/unit/1-1-prva`)])
  await send(ana, [said(ana, verbs.experienced, `${path()}/unit/2-1-druga`)])
  const { rows } = await app.db.executeSql(`select body from fact where kind = 'records.device-work-arrived' and body->>'person' = '${ana.person.id}'`)
  expect(rows).toEqual([{ body: { person: ana.person.id, registrations: [one, other] } }])
})

/** What a device keeps of a person's progress tells the same there as here. */
import { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { courseByCode, type PublishedCourse } from '#modules/courses/index.ts'
import { activityId } from '#modules/records/index.ts'
import { type SignedInPerson, signedInAs } from '../../../../tests/support/signed-in.ts'
import { type TestApp, testApp } from '../../../../tests/support/test-app.ts'
import { publishTestCourse, rightAnswer } from '../../../../tests/support/test-course.ts'
import { coursePath, outlineOf } from '../course-tests.ts'
import type { KeptProgress } from '../domain/kept-progress.ts'
import { whereInCourse } from '../domain/where-in-course.ts'
import { attemptView, courseStateOf, handIn, learningApi, noteReadingPlace, recordUnitRead, saveAnswer, startAttempt } from '../index.ts'

let app: TestApp
let ana: SignedInPerson
let course: PublishedCourse
const routes = new Hono()
beforeAll(async () => {
  app = await testApp()
  await publishTestCourse(app)
  learningApi(app, routes)
  course = (await courseByCode(app.db, 'T01')) as PublishedCourse
})
beforeEach(async () => {
  ana = await signedInAs(app)
})
afterAll(() => app.close())

const ask = (code = 'T01', { cookie } = ana) => routes.request(`/api/v1/learning/progress/${code}`, { headers: { cookie } })
const keptBy = async (who = ana) => (await (await ask('T01', who)).json()) as KeptProgress

/** As a device tells it: from what it kept alone. */
function toldOnDevice(kept: KeptProgress) {
  return whereInCourse({
    outline: outlineOf(course),
    activity: activityId(app, coursePath(course)),
    told: kept.told,
    attempts: { open: new Map(kept.open), spent: new Set(kept.spent) },
    place: kept.place,
  })
}

async function hereIs() {
  const { progress, next, passage } = await courseStateOf(app, ana.person.id, course)
  return { progress, next, ...(passage !== undefined && { passage }) }
}

async function take(test: string, isRight: boolean): Promise<void> {
  const attempt = app.newId()
  await startAttempt(app, { person: ana.person.id, course: 'T01', test, attempt })
  const view = await attemptView(app.db, { person: ana.person.id, attempt, variant: 'sr-Cyrl', now: app.now() })
  for (const { question } of isRight ? (view?.items ?? []) : [])
    await saveAnswer(app, { person: ana.person.id, attempt, item: question.id, id: app.newId(), sequence: 1, response: rightAnswer(question.id) })
  await handIn(app, { person: ana.person.id, attempt })
  app.pass(1000)
}

test('it tells the same on the device as here: units, tests, attempts, and where reading goes on', async () => {
  const steps = [
    () => recordUnitRead(app, { id: app.newId(), person: ana.person.id, course: 'T01', unit: '1-1-prva' }),
    () => take('1', false),
    () => take('1', true),
    () => noteReadingPlace(app, { person: ana.person.id, course: 'T01', unit: '2-1-druga', passage: 'p1' }),
    () => startAttempt(app, { person: ana.person.id, course: 'T01', test: '2', attempt: app.newId() }),
  ]
  expect(toldOnDevice(await keptBy())).toEqual(await hereIs())
  const seen = new Set<string>()
  for (const step of steps) {
    await step()
    const where = toldOnDevice(await keptBy())
    expect(where).toEqual(await hereIs())
    seen.add(where.next.kind)
  }
  expect([...seen].toSorted()).toEqual(['attempt', 'test', 'unit'])
})

test('no answer and nobody else’s deed is in it, and it is for her alone', async () => {
  await take('1', true)
  const text = JSON.stringify(await keptBy())
  expect(text).not.toContain('/answered')
  expect(text).not.toContain('/question/')
  const petar = await signedInAs(app)
  expect(await keptBy(petar)).toMatchObject({ person: petar.person.id, told: [], open: [], spent: [] })
  expect((await ask('T01', { ...ana, cookie: '' })).status).toBe(401)
  expect((await ask('X99')).status).toBe(404)
})

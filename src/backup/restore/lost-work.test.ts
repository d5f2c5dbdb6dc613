import { verbs } from '@putokaz/xapi'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { saveNote, startAttempt } from '#modules/learning/index.ts'
import { activityId, takeDeviceStatement } from '#modules/records/index.ts'
import { signedInAs } from '../../../tests/support/signed-in.ts'
import { type TestApp, testApp } from '../../../tests/support/test-app.ts'
import { publishTestCourse } from '../../../tests/support/test-course.ts'
import { lostSince } from './lost-work.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
  await publishTestCourse(app)
})
afterAll(() => app.close())

test('what was done at the centre since the backup is listed by kind, account and moment, and the word of devices is not', async () => {
  const before = await signedInAs(app)
  app.pass(60_000)
  const since = app.now()
  app.pass(60_000)
  const ana = await signedInAs(app)
  await startAttempt(app, { person: ana.person.id, course: 'T01', test: 'final', attempt: app.newId() })
  await saveNote(app, { person: before.person.id, course: 'T01', unit: '1-1-prva', text: 'мисао' })
  await takeDeviceStatement(app, ana.person.id, {
    id: app.newId(),
    actor: { account: { homePage: app.activityBase, name: ana.person.id } },
    verb: { id: verbs.experienced },
    object: { id: activityId(app, 'course/T01/version/1.0.0/unit/1-1-prva') },
    timestamp: app.now().toISOString(),
  })
  const lost = await lostSince(app.db, since)
  const at = app.now().toISOString()
  expect(lost.since).toBe(since.toISOString())
  expect(lost.kinds).toContainEqual({ kind: 'statement attempted', count: 1, first: at, last: at, people: [ana.person.id] })
  expect(lost.kinds).toContainEqual({ kind: 'note', count: 1, first: at, last: at, people: [before.person.id] })
  expect(lost.kinds).toContainEqual({ kind: 'account', count: 1, first: at, last: at, people: [ana.person.id] })
  expect(lost.kinds.map(({ kind }) => kind)).not.toContain('statement experienced')
  expect(JSON.stringify(lost)).not.toContain('Марија')
})

test('nothing was lost where nothing was done', async () => {
  app.pass(1000)
  expect((await lostSince(app.db, app.now())).kinds).toEqual([])
})

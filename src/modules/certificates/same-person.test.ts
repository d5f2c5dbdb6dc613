/** What two accounts of one person earned is seen together while they are one, and apart again after. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PersonId } from '#kernel/id.ts'
import { attemptResult, attemptView, handIn, learnerHome, notesOf, progressOf, saveAnswer, startAttempt } from '#modules/learning/index.ts'
import { confirmName, mergePeople, undoMerge } from '#modules/people/index.ts'
import { type TestApp, testApp } from '../../../tests/support/test-app.ts'
import { publishTestCourse, rightAnswer, testLearner } from '../../../tests/support/test-course.ts'
import { certificatePdf, certificatesOf, verify } from './index.ts'

let app: TestApp
let course: Awaited<ReturnType<typeof publishTestCourse>>
let stays: PersonId
let goes: PersonId
const attempts: string[] = []

async function work(person: PersonId, test: string): Promise<void> {
  const attempt = app.newId()
  attempts.push(attempt)
  const started = await startAttempt(app, { person, course: 'T01', test, attempt })
  if (!started.ok) throw new Error(started.refusal)
  const view = await attemptView(app.db, { person, attempt, variant: 'en', now: app.now() })
  for (const { question } of view?.items ?? [])
    await saveAnswer(app, { person, attempt, item: question.id, id: app.newId(), response: rightAnswer(question.id), sequence: 1 })
  await handIn(app, { person, attempt })
}

const numbers = async (person: PersonId) => (await certificatesOf(app.db, person, app.now())).map(({ number }) => number)
const passed = async (person: PersonId) => [...(await progressOf(app, person, course)).tests.keys()].sort()

beforeAll(async () => {
  app = await testApp()
  course = await publishTestCourse(app, { attempts: 100, years: 3 })
  ;[stays, goes] = [await testLearner(app), await testLearner(app)]
  await confirmName(app, { person: stays, cyrillic: 'Мила Ђурић', latin: 'Mila Đurić' })
  await work(goes, '1')
  await work(goes, '2')
})
afterAll(() => app.close())

test('while they are one, progress, attempts and certificates of either are hers, and the certificate has her confirmed name', async () => {
  expect(await passed(stays)).toEqual([])
  expect(await attemptResult(app.db, { person: stays, attempt: attempts[0] ?? '', variant: 'en', now: app.now() })).toBeNull()
  expect((await mergePeople(app, { desk: 'terminal', survivor: stays, merged: goes })).ok).toBe(true)
  expect(await passed(stays)).toEqual(['1', '2'])
  expect(await attemptResult(app.db, { person: stays, attempt: attempts[0] ?? '', variant: 'en', now: app.now() })).not.toBeNull()
  expect((await learnerHome(app, stays)).courses.map(({ course: { code } }) => code)).toEqual(['T01'])
  await work(stays, 'final')
  await app.settle()
  const [number = '', ...more] = await numbers(stays)
  expect(more).toEqual([])
  expect((await certificatePdf(app, { person: stays, number, variant: 'sr-Cyrl' })).ok).toBe(true)
  expect(await verify(app.db, number, app.now())).toMatchObject({ frozen: { names: { latin: 'Mila Đurić' } } })
  expect(await notesOf(app.db, stays)).toEqual(await notesOf(app.db, goes))
})

test('undone, what each did is its own again, and the certificate stays with the account that earned it', async () => {
  expect((await undoMerge(app, { desk: 'terminal', merged: goes })).ok).toBe(true)
  expect(await passed(goes)).toEqual(['1', '2'])
  expect(await passed(stays)).toEqual(['final'])
  expect(await numbers(goes)).toEqual([])
  const [number = ''] = await numbers(stays)
  expect((await certificatePdf(app, { person: goes, number, variant: 'en' })).ok).toBe(false)
})

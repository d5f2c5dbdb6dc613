/** People on their way through the test course, brought to the moment that an experiment is about. */
import type { PersonId } from '#kernel/id.ts'
import { handIn, saveAnswer, startAttempt } from '#modules/learning/index.ts'
import { confirmName } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { rightAnswer, testLearner } from '../../support/test-course.ts'

const chapters: Readonly<Record<string, readonly number[]>> = { '1': [1, 2, 3], '2': [5, 6, 7], final: [1, 2, 3, 4, 5, 6] }

/** An attempt with enough right answers to pass. */
export async function attemptAt(app: App, person: PersonId, test: string, course = 'T01'): Promise<string> {
  const attempt = app.newId()
  const started = await startAttempt(app, { person, course, test, attempt })
  if (!started.ok) throw new Error(started.refusal)
  for (const number of chapters[test] ?? []) {
    const item = `${course}-G00${number}`
    const saved = await saveAnswer(app, { person, attempt, item, id: app.newId(), response: rightAnswer(item), sequence: 1 })
    if (!saved.ok) throw new Error(saved.refusal)
  }
  return attempt
}

/** Somebody with a confirmed name whose course lacks nothing but handing in the final test. */
export async function aboutToComplete(app: App, course = 'T01'): Promise<{ person: PersonId; attempt: string }> {
  const person = await testLearner(app)
  await confirmName(app, { person, cyrillic: 'Марија Пример', latin: 'Marija Primer' })
  for (const test of ['1', '2']) await handIn(app, { person, attempt: await attemptAt(app, person, test, course) })
  return { person, attempt: await attemptAt(app, person, 'final', course) }
}

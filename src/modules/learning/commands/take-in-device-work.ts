import type { PersonId } from '#kernel/id.ts'
import { type CourseVersionId, courseVersion } from '#modules/courses/index.ts'
import { isSamePerson } from '#modules/people/index.ts'
import { parseResponse, type Response } from '#modules/questions/index.ts'
import { activityId, deviceStatementsIn } from '#modules/records/index.ts'
import type { App } from '#platform/app.ts'
import type { Tx } from '#platform/db.ts'
import { type AnswerRow, type AttemptRow, answersOf, findAttempt, lockAttempt, oneAtATime, setAnswers } from '../attempt-store.ts'
import { coursePath, questionPath } from '../course-tests.ts'
import { type TakenPlace, takenOutcome, workFrom } from '../domain/taken-test.ts'
import { closeNow } from './hand-in.ts'

/**
 * Gives a test that was taken along what has arrived of it, and hands it in once all of that is there. It re-reads everything that
 * the device told, so that it may run in any order and as often as it likes.
 */
export function takeInDeviceWork(app: App, given: { readonly person: PersonId; readonly attempt: string }): Promise<void> {
  return app.db.transact(async (tx) => {
    const found = await findAttempt(tx, given.attempt)
    if (!found || !(await isSamePerson(tx, found.person, given.person))) return
    await oneAtATime(tx, found.person, found.course)
    const attempt = await lockAttempt(tx, given.attempt)
    // Brought back or handed in meanwhile: what comes now came too late, and stays in the record.
    if (!attempt?.taken_until || attempt.handed_in_at) return
    const work = workFrom(await deviceStatementsIn(tx, attempt.person, attempt.id), await placeOf(app, tx, attempt))
    const { answers, handedInAt } = takenOutcome(work, { startedAt: attempt.started_at, until: attempt.taken_until })
    await setAnswers(
      tx,
      attempt.id,
      [...answers.values()].map(({ item, response, sequence, id, stored }) => ({ item, response, sequence, statement: id, saved_at: stored })),
    )
    if (handedInAt) await closeNow(app, tx, attempt, handedInAt)
  })
}

async function placeOf(app: App, tx: Tx, attempt: AttemptRow): Promise<TakenPlace<Response>> {
  const course = await courseVersion(tx, attempt.course_version as CourseVersionId)
  if (!course) throw new Error('an attempt at a version that is gone')
  const rows = await answersOf(tx, attempt.id)
  const items = new Map(rows.map((row) => [activityId(app, questionPath({ id: row.item, version: row.item_version })), row.item]))
  const types = new Map<string, AnswerRow['type']>(rows.map(({ item, type }) => [item, type]))
  return {
    activityBase: app.activityBase,
    test: activityId(app, `${coursePath(course)}/test/${attempt.test}`),
    itemOf: (activity) => items.get(activity),
    read(item, raw) {
      const type = types.get(item)
      if (raw === null) return null
      if (type === undefined || (raw as { type?: unknown }).type !== type) return undefined
      const response = parseResponse(type, raw)
      return response.ok ? response.value : undefined
    },
  }
}

import type { PersonId } from '#kernel/id.ts'
import { type CourseVersionId, courseVersion } from '#modules/courses/index.ts'
import { isSamePerson } from '#modules/people/index.ts'
import { deviceStatementsIn } from '#modules/records/index.ts'
import type { App } from '#platform/app.ts'
import type { Tx } from '#platform/db.ts'
import { type AttemptRow, answersOf, findAttempt, lockAttempt, oneAtATime, setAnswers } from '../attempt-store.ts'
import { takenOutcome, workFrom } from '../domain/taken-test.ts'
import { takenPlace } from '../queries/taken-place.ts'
import { beginAnew } from './begin-anew.ts'
import { closeNow } from './hand-in.ts'

/**
 * Gives a test that was taken along what has arrived of it, and hands it in once all of that is there. It re-reads everything that
 * the device told, so that it may run in any order and as often as it likes. An attempt that a restore took away is begun anew.
 */
export function takeInDeviceWork(app: App, given: { readonly person: PersonId; readonly attempt: string }): Promise<void> {
  return app.db.transact(async (tx) => {
    const found = await findAttempt(tx, given.attempt)
    if (!found) {
      const anew = await beginAnew(app, tx, given)
      return anew ? settle(app, tx, anew) : undefined
    }
    if (!(await isSamePerson(tx, found.person, given.person))) return
    await oneAtATime(tx, found.person, found.course)
    const attempt = await lockAttempt(tx, given.attempt)
    // Brought back or handed in meanwhile: what comes now came too late, and stays in the record.
    if (attempt?.taken_until && !attempt.handed_in_at) await settle(app, tx, attempt)
  })
}

/** The caller holds the attempt, and it is away. */
async function settle(app: App, tx: Tx, attempt: AttemptRow): Promise<void> {
  const course = await courseVersion(tx, attempt.course_version as CourseVersionId)
  if (!course || !attempt.taken_until) throw new Error('an attempt at a version that is gone, or that nobody took along')
  const place = takenPlace(app, { course, test: attempt.test, items: await answersOf(tx, attempt.id) })
  const work = workFrom(await deviceStatementsIn(tx, attempt.person, attempt.id), place)
  const { answers, handedInAt } = takenOutcome(work, { startedAt: attempt.started_at, until: attempt.taken_until })
  await setAnswers(
    tx,
    attempt.id,
    [...answers.values()].map(({ item, response, sequence, id, stored }) => ({ item, response, sequence, statement: id, saved_at: stored })),
  )
  if (handedInAt) await closeNow(app, tx, attempt, handedInAt)
}

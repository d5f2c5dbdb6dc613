import type { PersonId } from '#kernel/id.ts'
import { type CourseVersionId, courseVersion } from '#modules/courses/index.ts'
import { isSamePerson } from '#modules/people/index.ts'
import type { Response } from '#modules/questions/index.ts'
import { deviceStatementsIn } from '#modules/records/index.ts'
import type { App } from '#platform/app.ts'
import { answersOf, findAttempt } from '../attempt-store.ts'
import { lateAnswers, workFrom } from '../domain/taken-test.ts'
import { takenPlace } from './taken-place.ts'

export interface LateWork {
  /** She had brought the test back; otherwise it was closed. */
  readonly broughtBack: boolean
  /** When the last of it came. */
  readonly at: Date
  /** What was answered, by item. */
  readonly answers: ReadonlyMap<string, Response | null>
}

/** What came from a device after its test was closed or brought back, and so does not count; null when nothing did. */
export async function lateWork(app: Pick<App, 'db' | 'activityBase'>, given: { person: PersonId; attempt: string }): Promise<LateWork | null> {
  const attempt = await findAttempt(app.db, given.attempt)
  if (!attempt?.taken_at || !(await isSamePerson(app.db, attempt.person, given.person))) return null
  const { brought_back_at: broughtBackAt, handed_in_at: handedInAt } = attempt
  const course = await courseVersion(app.db, attempt.course_version as CourseVersionId)
  if (!course || (!broughtBackAt && !handedInAt)) return null
  const items = await answersOf(app.db, attempt.id)
  const told = await deviceStatementsIn(app.db, attempt.person, attempt.id)
  const counted = new Set(items.flatMap(({ statement }) => statement ?? []))
  const late = lateAnswers(workFrom(told, takenPlace(app, { course, test: attempt.test, items })), { counted, broughtBackAt })
  if (late.length === 0) return null
  const at = new Date(Math.max(...late.map(({ stored }) => stored.getTime())))
  return { broughtBack: broughtBackAt !== null, at, answers: new Map(late.map(({ item, response }) => [item, response])) }
}

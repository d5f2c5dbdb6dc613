import type { PersonId } from '#kernel/id.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import { type CourseVersionId, courseVersion } from '#modules/courses/index.ts'
import { isSamePerson } from '#modules/people/index.ts'
import { gradeItems } from '#modules/questions/index.ts'
import { activityId, buildStatement, type Said, statementsOf, storeStatements } from '#modules/records/index.ts'
import type { App } from '#platform/app.ts'
import type { Tx } from '#platform/db.ts'
import { tell } from '#platform/facts.ts'
import { type AnswerRow, type AttemptRow, attemptsOf, closeAttempt, findAttempt, lockAnswers, lockAttempt, oneAtATime } from '../attempt-store.ts'
import { coursePath, outlineOf } from '../course-tests.ts'
import { handInMoment, stageOf } from '../domain/attempt.ts'
import { isComplete } from '../domain/course-state.ts'
import { progressFrom } from '../domain/progress.ts'
import { resultOf, scaledOf, type TestResult } from '../domain/result.ts'
import type { LearningFact } from '../facts.ts'
import { stateOf } from '../queries/attempt-state.ts'

/** `away`: a device has it, and it is handed in there. */
export type HandInRefusal = 'no-such-attempt' | 'away'

/** Hands in an attempt and grades it; once that is done a repeat returns the same result. */
export function handIn(app: App, given: { person: PersonId; attempt: string }): Promise<Result<TestResult, HandInRefusal>> {
  return app.db.transact(async (tx) => {
    const found = await findAttempt(tx, given.attempt)
    if (!found || !(await isSamePerson(tx, found.person, given.person))) return refuse('no-such-attempt')
    await oneAtATime(tx, found.person, found.course)
    const attempt = await lockAttempt(tx, given.attempt)
    if (!attempt) return refuse('no-such-attempt')
    if (stageOf(stateOf(attempt), app.now()) === 'away') return refuse('away')
    return done(attempt.handed_in_at ? keptResult(attempt) : await closeNow(app, tx, attempt))
  })
}

/** Hands in every attempt of a person whose time is over, with what was saved in it. */
export async function closeOverdue(app: App, person: PersonId): Promise<void> {
  const overdue = (await attemptsOf(app.db, person)).filter((attempt) => stageOf(stateOf(attempt), app.now()) === 'overdue')
  for (const { id } of overdue) await handIn(app, { person, attempt: id })
}

function keptResult({ points, most, passed }: AttemptRow): TestResult {
  return { points: points ?? 0, most, passed: passed ?? false }
}

/** Closes an attempt in the caller's transaction, who holds `oneAtATime`. */
export async function closeNow(app: App, tx: Tx, attempt: AttemptRow, at = handInMoment(stateOf(attempt), app.now())): Promise<TestResult> {
  const answers = await lockAnswers(tx, attempt.id)
  const grades = await gradesOf(tx, answers)
  const result = resultOf(
    grades.map(({ points }) => points),
    attempt.pass,
  )
  await closeAttempt(tx, attempt.id, { handed_in_at: at, points: result.points, passed: result.passed }, grades)
  await record(app, tx, { attempt, result, at })
  return result
}

async function gradesOf(tx: Tx, answers: readonly AnswerRow[]): Promise<{ item: string; points: number; correct: boolean }[]> {
  const refs = answers.map(({ item, item_version }) => ({ id: item, version: item_version }))
  const responses = Object.fromEntries(answers.map(({ item, response }) => [item, response]))
  const graded = new Map((await gradeItems(tx, refs, responses)).map((grade) => [grade.id, grade]))
  return answers.map(({ item }) => ({ item, points: graded.get(item)?.score ?? 0, correct: graded.get(item)?.correct ?? false }))
}

interface Closed {
  readonly attempt: AttemptRow
  readonly result: TestResult
  readonly at: Date
}

/** Writes what the Centre says of the result and, with the last test that was missing, that the course is completed. */
async function record(app: App, tx: Tx, { attempt, result, at }: Closed): Promise<void> {
  const course = await courseVersion(tx, attempt.course_version as CourseVersionId)
  if (!course) throw new Error('an attempt at a version that is gone')
  const person = attempt.person as PersonId
  const path = coursePath(course)
  const score = { scaled: scaledOf(result), raw: result.points, min: 0, max: result.most }
  const say = (verb: Said['verb'], activity: string, outcome: Said['result']) =>
    buildStatement(app, { id: app.newId(), person, verb, activity, at, ...(outcome && { result: outcome }), context: { registration: attempt.id } })
  const test = `${path}/test/${attempt.test}`
  const success = result.passed
  await storeStatements(app, tx, [say('scored', test, { score }), say(success ? 'passed' : 'failed', test, { score, success, completion: true })], 'centre')
  const id = activityId(app, path)
  const progress = progressFrom(await statementsOf(tx, person, id), id)
  if (!success || progress.completedAt !== undefined || !isComplete(outlineOf(course), progress)) return
  await storeStatements(app, tx, [say('completed', path, { completion: true, success: true })], 'centre')
  const completed: LearningFact = { kind: 'learning.course-completed', body: { person, courseVersion: course.id, attempt: attempt.id } }
  await tell(app, tx, [completed])
}

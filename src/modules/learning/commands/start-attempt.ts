import type { PersonId } from '#kernel/id.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import type { PublishedCourse } from '#modules/courses/index.ts'
import { gradedPool, shownItems } from '#modules/questions/index.ts'
import { buildStatement, storeStatements } from '#modules/records/index.ts'
import type { App } from '#platform/app.ts'
import type { Tx } from '#platform/db.ts'
import { addAttempt, attemptsOf, type DrawnItem, findAttempt, oneAtATime } from '../attempt-store.ts'
import { coursePath, openTest } from '../course-tests.ts'
import { decideStart, type Beginning as Ends, isUnderWay, type StartRefusal as NoAttempt, type TestRules } from '../domain/attempt.ts'
import { drawItems } from '../domain/draw.ts'
import { grantedAttempts } from '../nomination-store.ts'
import { stateOf } from '../queries/attempt-state.ts'
import { closeNow } from './hand-in.ts'

export type StartRefusal = NoAttempt | 'no-such-test'

export interface AttemptToStart {
  readonly person: PersonId
  readonly course: string
  readonly test: string
  /** Made before the command, so that a repeat finds the same attempt. */
  readonly attempt: string
  /** To a place without a network. */
  readonly along?: boolean
}

/** Begins an attempt at a test, or returns the one that is under way: a person has one open attempt at a test. */
export function startAttempt(app: App, given: AttemptToStart): Promise<Result<{ attempt: string }, StartRefusal>> {
  return app.db.transact(async (tx) => {
    await oneAtATime(tx, given.person, given.course)
    const earlier = await attemptsOf(tx, given.person, { course: given.course, test: given.test })
    const underWay = await underWayOf(app, tx, earlier, given.attempt)
    if (underWay !== undefined) return done({ attempt: underWay })
    const test = await openTest(tx, given.course, given.test)
    if (!test || (await findAttempt(tx, given.attempt))) return refuse('no-such-test')
    const used = earlier.filter((attempt) => attempt.course_version === test.course.id).length
    const granted = await grantedAttempts(tx, given.person, { courseVersion: test.course.id, test: given.test })
    const decision = decideStart({ ...test.rules, attempts: test.rules.attempts + granted }, { used, along: given.along === true }, app.now())
    if (!decision.ok) return decision
    return begin(app, tx, given, { ...test, ...decision.value })
  })
}

/** The attempt that this command began before, or another one that is open; one whose time is over is handed in first. */
async function underWayOf(app: App, tx: Tx, earlier: Awaited<ReturnType<typeof attemptsOf>>, id: string): Promise<string | undefined> {
  if (earlier.some((attempt) => attempt.id === id)) return id
  const open = earlier.find((attempt) => attempt.handed_in_at === null)
  if (!open) return undefined
  if (isUnderWay(stateOf(open), app.now())) return open.id
  await closeNow(app, tx, open)
  return undefined
}

interface Beginning extends Ends {
  readonly course: PublishedCourse
  readonly rules: TestRules
}

async function begin(
  app: App,
  tx: Tx,
  given: AttemptToStart,
  { course, rules, dueAt, takenUntil }: Beginning,
): Promise<Result<{ attempt: string }, StartRefusal>> {
  const { person, test, attempt: id } = given
  const seed = Buffer.from(app.random(16)).toString('hex')
  const items = await draw(tx, given, rules.draw, seed)
  if (items.length === 0) return refuse('no-such-test')
  const [now, path] = [app.now(), `${coursePath(course)}/test/${test}`]
  const begun = { handed_in_at: null, points: null, passed: null, started_at: now, due_at: dueAt, most: items.length, pass: rules.pass, seed }
  const taken = { taken_at: takenUntil && now, taken_until: takenUntil, taken_by: null, brought_back_at: null }
  await addAttempt(tx, { id, person, course: course.code, course_version: course.id, test, ...begun, ...taken }, items)
  const statement = buildStatement(app, { id: app.newId(), person, verb: 'attempted', activity: path, at: now, context: { registration: id } })
  await storeStatements(app, tx, [statement], 'centre')
  return done({ attempt: id })
}

async function draw(tx: Tx, { course, test, attempt }: AttemptToStart, count: number, seed: string): Promise<DrawnItem[]> {
  const pool = await gradedPool(tx, test === 'final' ? { course } : { course, chapter: test })
  return shownItems(tx, drawItems(pool, count, `${seed}/${attempt}`), 'sr-Cyrl', seed)
}

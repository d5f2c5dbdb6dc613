/** An attempt that was taken along after the backup that the server was restored from: the device brings a voucher for it. */
import type { PersonId } from '#kernel/id.ts'
import { type CourseVersionId, courseVersion, type PublishedCourse } from '#modules/courses/index.ts'
import { shownItems } from '#modules/questions/index.ts'
import { buildStatement, deviceStatementsIn, storeStatements } from '#modules/records/index.ts'
import type { App } from '#platform/app.ts'
import type { Tx } from '#platform/db.ts'
import { type AttemptRow, addAttempt, attemptsOf, findAttempt, oneAtATime } from '../attempt-store.ts'
import { coursePath } from '../course-tests.ts'
import { isUnderWay } from '../domain/attempt.ts'
import { takenOutcome, workFrom } from '../domain/taken-test.ts'
import type { Voucher } from '../domain/voucher.ts'
import { stateOf } from '../queries/attempt-state.ts'
import { takenPlace } from '../queries/taken-place.ts'
import { forgetStranded, noteStranded } from '../stranded-store.ts'
import type { StrandedReason } from '../tables.ts'
import { closeNow } from './hand-in.ts'
import { voucherOf } from './voucher.ts'

interface Whose {
  readonly person: PersonId
  readonly attempt: string
}

/** The attempt with the draw that its voucher names, once; undefined, with the reason noted for her, when it can't be. */
export async function beginAnew(app: App, tx: Tx, given: Whose): Promise<AttemptRow | undefined> {
  const found = await voucherOf(app, tx, given)
  if (!found) return undefined
  const stranded = (reason: StrandedReason, about?: Voucher) =>
    noteStranded(tx, { ...given, course: about?.course ?? null, test: about?.test ?? null, reason, noted_at: app.now() })
  if (!found.ok) return found.refusal === 'begun-here' ? undefined : void (await stranded(found.refusal))
  const voucher = found.value
  await oneAtATime(tx, voucher.person, voucher.course)
  if (await findAttempt(tx, voucher.attempt)) return undefined
  const course = await courseVersion(tx, voucher.courseVersion as CourseVersionId)
  if (!course || !(await allThere(tx, voucher))) return void (await stranded('version-gone', voucher))
  const wholeAt = await handedInAt(app, tx, { voucher, course })
  // One attempt of hers at a test is open at most: beside another one this can only come in as it was handed in.
  if (!wholeAt && (await isAtAnother(app, tx, voucher))) return void (await stranded('another-open', voucher))
  const row = rowOf(voucher)
  await addAttempt(tx, { ...row, handed_in_at: wholeAt ?? null }, voucher.items)
  await forgetStranded(tx, voucher.attempt)
  await recordBeginning(app, tx, { voucher, course })
  return row
}

async function allThere(tx: Tx, { items, seed }: Voucher): Promise<boolean> {
  return (await shownItems(tx, items, 'sr-Cyrl', seed)).length === items.length
}

interface Begun {
  readonly voucher: Voucher
  readonly course: PublishedCourse
}

async function handedInAt(app: App, tx: Tx, { voucher, course }: Begun): Promise<Date | undefined> {
  const items = voucher.items.map(({ id, version, type }) => ({ item: id, item_version: version, type }))
  const told = await deviceStatementsIn(tx, voucher.person, voucher.attempt)
  return takenOutcome(workFrom(told, takenPlace(app, { course, test: voucher.test, items })), voucher).handedInAt
}

async function isAtAnother(app: App, tx: Tx, { person, course, test }: Voucher): Promise<boolean> {
  const open = (await attemptsOf(tx, person, { course, test })).find((attempt) => attempt.handed_in_at === null)
  if (!open) return false
  if (isUnderWay(stateOf(open), app.now())) return true
  await closeNow(app, tx, open)
  return false
}

function rowOf({ attempt: id, person, course, courseVersion: course_version, test, seed, pass, items, ...voucher }: Voucher): AttemptRow {
  const open = { due_at: null, handed_in_at: null, points: null, passed: null, brought_back_at: null }
  const taken = { taken_at: voucher.takenAt, taken_until: voucher.until, taken_by: voucher.device }
  return { id, person, course, course_version, test, seed, pass, most: items.length, started_at: voucher.startedAt, ...open, ...taken }
}

/** What the Centre said of the beginning went with the attempt. */
async function recordBeginning(app: App, tx: Tx, { voucher, course }: Begun): Promise<void> {
  const activity = `${coursePath(course)}/test/${voucher.test}`
  const said = { id: app.newId(), person: voucher.person as PersonId, verb: 'attempted', activity, at: voucher.startedAt } as const
  await storeStatements(app, tx, [buildStatement(app, { ...said, context: { registration: voucher.attempt } })], 'centre')
}

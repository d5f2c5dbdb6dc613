import type { PersonId } from '#kernel/id.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import { courseByCode, unitsInOrder } from '#modules/courses/index.ts'
import { buildStatement, StatementConflict, storeStatements } from '#modules/records/index.ts'
import type { App } from '#platform/app.ts'
import { coursePath } from '../course-tests.ts'

export interface UnitRead {
  readonly person: PersonId
  readonly course: string
  readonly unit: string
  /** Made where the reading was noticed: the same id again is the same reading. */
  readonly id: string
}

/** Records that a person read a unit of the newest version of a course. */
export async function recordUnitRead(app: App, given: UnitRead): Promise<Result<null, 'no-such-unit'>> {
  const course = await courseByCode(app.db, given.course)
  if (!course || !unitsInOrder(course).some(({ slug }) => slug === given.unit)) return refuse('no-such-unit')
  const activity = `${coursePath(course)}/unit/${given.unit}`
  const statement = buildStatement(app, { id: given.id, person: given.person, verb: 'experienced', activity, at: app.now() })
  try {
    await app.db.transact((tx) => storeStatements(app, tx, [statement], 'centre'))
  } catch (error) {
    // The same reading told again, a little later by our clock.
    if (!(error instanceof StatementConflict)) throw error
  }
  return done(null)
}

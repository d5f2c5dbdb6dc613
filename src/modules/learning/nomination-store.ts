import type { Selectable } from 'kysely'
import { personIds } from '#modules/people/index.ts'
import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import type { LearningTables } from './tables.ts'

export type NominationRow = Selectable<LearningTables['nomination']>

/** False when she is nominated for it already. */
export async function addNomination(tx: Tx, row: NominationRow): Promise<boolean> {
  const added = await writing<LearningTables>(tx)
    .insertInto('nomination')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('person')
    .execute()
  return added.length === 1
}

export async function removeNomination(tx: Tx, person: string, course: string): Promise<boolean> {
  const removed = await writing<LearningTables>(tx)
    .deleteFrom('nomination')
    .where('person', 'in', await personIds(tx, person))
    .where('course', '=', course)
    .returning('person')
    .execute()
  return removed.length > 0
}

export async function nominationsOf(db: Db, person: string): Promise<NominationRow[]> {
  const people = await personIds(db, person)
  return reading<LearningTables>(db).selectFrom('nomination').selectAll().where('person', 'in', people).orderBy('nominated_at', 'desc').execute()
}

export interface GrantedTest {
  readonly courseVersion: string
  readonly test: string
}

/** How many attempts at a test a person was given beyond the rules. */
export async function grantedAttempts(db: Db, person: string, { courseVersion, test }: GrantedTest): Promise<number> {
  return (await grantsOf(db, person, courseVersion)).filter((row) => row.test === test).reduce((sum, { attempts }) => sum + attempts, 0)
}

export async function grantsOf(db: Db, person: string, courseVersion?: string): Promise<Selectable<LearningTables['attempt_grant']>[]> {
  let query = reading<LearningTables>(db)
    .selectFrom('attempt_grant')
    .selectAll()
    .where('person', 'in', await personIds(db, person))
  if (courseVersion !== undefined) query = query.where('course_version', '=', courseVersion)
  return query.execute()
}

export async function addGrant(tx: Tx, row: Selectable<LearningTables['attempt_grant']>): Promise<void> {
  await writing<LearningTables>(tx).insertInto('attempt_grant').values(row).execute()
}

/** Takes out what these people were put forward for and given. */
export async function removeNominationsOf(tx: Tx, people: readonly string[]): Promise<void> {
  for (const table of ['nomination', 'attempt_grant'] as const)
    await writing<LearningTables>(tx)
      .deleteFrom(table)
      .where('person', 'in', [...people])
      .execute()
}

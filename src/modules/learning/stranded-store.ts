import type { Selectable } from 'kysely'
import { personIds } from '#modules/people/index.ts'
import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import type { LearningTables } from './tables.ts'

export type StrandedRow = Selectable<LearningTables['stranded_attempt']>

/** The last reason is the one that stands. */
export async function noteStranded(tx: Tx, row: StrandedRow): Promise<void> {
  const { attempt: _, ...changed } = row
  await writing<LearningTables>(tx)
    .insertInto('stranded_attempt')
    .values(row)
    .onConflict((conflict) => conflict.column('attempt').doUpdateSet(changed))
    .execute()
}

export async function forgetStranded(tx: Tx, attempt: string): Promise<void> {
  await writing<LearningTables>(tx).deleteFrom('stranded_attempt').where('attempt', '=', attempt).execute()
}

/** Work of a person that came from a device and can't be counted, the newest first. */
export async function strandedOf(db: Db, person: string): Promise<StrandedRow[]> {
  return reading<LearningTables>(db)
    .selectFrom('stranded_attempt')
    .selectAll()
    .where('person', 'in', await personIds(db, person))
    .orderBy('noted_at', 'desc')
    .execute()
}

/** Takes out all of these people's. */
export async function removeStrandedOf(tx: Tx, people: readonly string[]): Promise<void> {
  await writing<LearningTables>(tx)
    .deleteFrom('stranded_attempt')
    .where('person', 'in', [...people])
    .execute()
}

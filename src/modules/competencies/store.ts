import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import type { Competency } from './competency.ts'
import type { CompetencyTables } from './tables.ts'

export async function competencies(db: Db): Promise<Competency[]> {
  const rows = await reading<CompetencyTables>(db).selectFrom('competency').select('body').orderBy('position').execute()
  return rows.map((row) => row.body)
}

/** Puts the whole framework in place of the one before. */
export async function loadCompetencies(tx: Tx, given: readonly Competency[]): Promise<void> {
  const db = writing<CompetencyTables>(tx)
  await db.deleteFrom('competency').execute()
  if (given.length === 0) return
  await db
    .insertInto('competency')
    .values(given.map((body, position) => ({ code: body.code, position, body: JSON.stringify(body) as unknown as Competency })))
    .execute()
}

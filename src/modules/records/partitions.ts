import { sql } from 'kysely'
import { type Database, type Tx, writing } from '#platform/db.ts'

/** Makes the partitions of this month and the two after it, if they are missing; statements of no month go to the default one. */
export function preparePartitions(db: Database, now: Date): Promise<void> {
  return db.transact(async (tx) => {
    for (const ahead of [0, 1, 2]) await preparePartition(tx, new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1)))
  })
}

/** Makes the partitions of the month in which the moment lies, if they are missing: that of the statements and that of their keys. */
export async function preparePartition(tx: Tx, moment: Date): Promise<void> {
  const from = new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth(), 1))
  const to = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 1))
  const month = from.toISOString().slice(0, 7).replace('-', '_')
  const range = `for values from ('${from.toISOString()}') to ('${to.toISOString()}')`
  const make = (table: string) => sql.raw(`create table if not exists ${table}_${month} partition of ${table} ${range}`).execute(writing<unknown>(tx))
  await make('statement')
  // A backup of an earlier version knows the statements only; their keys get their months with the migration.
  const there = await sql<{ there: boolean }>`select to_regclass('statement_key') is not null as there`.execute(writing<unknown>(tx))
  if (there.rows[0]?.there) await make('statement_key')
}

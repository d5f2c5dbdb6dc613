import { sql } from 'kysely'
import { type Db, rawHandle } from './db.ts'

/**
 * The next number of a count that only grows, whatever clocks say. Drawn after a deed was committed it is the deed's receipt;
 * drawn before a snapshot it is greater than the receipt of everything that the snapshot is sure to hold.
 */
export async function nextReceipt(db: Db): Promise<number> {
  const { rows } = await sql<{ receipt: number }>`select nextval('work_receipt') as receipt`.execute(rawHandle(db))
  return Number(rows[0]?.receipt)
}

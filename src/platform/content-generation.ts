/** A number that grows with every change of public content; kept pages carry it in their key. */
import { sql } from 'kysely'
import { type Db, reading, type Tx, writing } from './db.ts'

interface GenerationTables {
  content_generation: { one: boolean; number: number }
}

export async function contentGeneration(db: Db): Promise<number> {
  const row = await reading<GenerationTables>(db).selectFrom('content_generation').select('number').executeTakeFirstOrThrow()
  return row.number
}

/** Called in the transaction that changes what visitors read. */
export async function contentChanged(tx: Tx): Promise<void> {
  await writing<GenerationTables>(tx).updateTable('content_generation').set({ number: sql`number + 1` }).execute()
}

/** Addresses on their way. */
import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import type { PeopleTables } from './tables.ts'

type EmailChange = PeopleTables['email_change']

/** What she asked for, while it may still come about. */
export async function emailChangeOf(db: Db, person: string, now: Date): Promise<EmailChange | undefined> {
  return reading<PeopleTables>(db).selectFrom('email_change').selectAll().where('person', '=', person).where('expires_at', '>', now).executeTakeFirst()
}

export async function saveEmailChange(tx: Tx, row: EmailChange): Promise<void> {
  const { person: _, ...change } = row
  await writing<PeopleTables>(tx)
    .insertInto('email_change')
    .values(row)
    .onConflict((conflict) => conflict.column('person').doUpdateSet(change))
    .execute()
}

/** Notes one answer and says what there is now, the other answer included when it came at the same moment. */
export async function markEmailChange(tx: Tx, person: string, mark: Partial<Pick<EmailChange, 'confirmed_at' | 'approved_at'>>) {
  return writing<PeopleTables>(tx).updateTable('email_change').set(mark).where('person', '=', person).returningAll().executeTakeFirst()
}

export async function removeEmailChange(tx: Tx, person: string): Promise<boolean> {
  const rows = await writing<PeopleTables>(tx).deleteFrom('email_change').where('person', '=', person).returning('person').execute()
  return rows.length === 1
}

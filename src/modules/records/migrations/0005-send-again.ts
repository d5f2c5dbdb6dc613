import { type Kysely, sql } from 'kysely'

/** What another record store would not take may be sent to it once more. */
export async function sendingAgain(db: Kysely<unknown>): Promise<void> {
  await sql`alter table record_not_forwarded add column again boolean not null default false`.execute(db)
}

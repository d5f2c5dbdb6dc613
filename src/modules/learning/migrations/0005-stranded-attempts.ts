import { type Kysely, sql } from 'kysely'

/** Work from devices that no attempt is known for and that can't be counted. */
export async function strandedAttempts(db: Kysely<unknown>): Promise<void> {
  await sql`create table stranded_attempt (
    attempt uuid primary key, person uuid not null, course text, test text, reason text not null, noted_at timestamptz not null)`.execute(db)
  await sql`create index stranded_attempt_person on stranded_attempt (person)`.execute(db)
}

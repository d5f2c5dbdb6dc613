import { type Kysely, sql } from 'kysely'

/** The key of each person under which her devices keep what was not sent yet. */
export async function deviceKeys(db: Kysely<unknown>): Promise<void> {
  await sql`create table device_key (
    person uuid primary key references person on delete cascade, key bytea not null, made_at timestamptz not null)`.execute(db)
}

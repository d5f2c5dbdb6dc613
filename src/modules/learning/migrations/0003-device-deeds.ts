import { type Kysely, sql } from 'kysely'

/** What devices sent that is no statement, so that it counts once however often it comes; a bookmark that was taken away is remembered. */
export async function deviceDeeds(db: Kysely<unknown>): Promise<void> {
  await sql`create table device_deed (
    id uuid primary key, person uuid not null, content_hash bytea not null, arrived_at timestamptz not null)`.execute(db)
  await sql`create index device_deed_person on device_deed (person)`.execute(db)
  await sql`alter table bookmark add column marked boolean not null default true`.execute(db)
}

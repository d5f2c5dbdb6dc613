import { type Kysely, sql } from 'kysely'
import type { Migration } from '#platform/migrate.ts'

export const migrations: Migration[] = [{ name: '0001-example', up: example }]

async function example(db: Kysely<unknown>): Promise<void> {
  await sql`create table example_entry (id uuid primary key, person uuid not null, title text not null, added_at timestamptz not null)`.execute(db)
  await sql`create index example_entry_person on example_entry (person)`.execute(db)
}

import { type Kysely, sql } from 'kysely'
import type { Migration } from '#platform/migrate.ts'

export const migrations: Migration[] = [{ name: '0001-areas', up: areas }]

async function areas(db: Kysely<unknown>): Promise<void> {
  await sql`create table area (code text primary key, position integer not null, body jsonb not null)`.execute(db)
  await sql`create table jurisdiction (code text primary key, position integer not null, body jsonb not null)`.execute(db)
}

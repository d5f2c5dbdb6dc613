import { type Kysely, sql } from 'kysely'
import type { Migration } from '#platform/migrate.ts'

export const migrations: Migration[] = [{ name: '0001-competencies', up: competencies }]

async function competencies(db: Kysely<unknown>): Promise<void> {
  await sql`create table competency (code text primary key, position integer not null, body jsonb not null)`.execute(db)
}

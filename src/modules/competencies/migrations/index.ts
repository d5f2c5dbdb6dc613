import { type Kysely, sql } from 'kysely'
import type { Migration } from '#platform/migrate.ts'
import { levels } from './0002-levels.ts'

export const migrations: Migration[] = [
  { name: '0001-competencies', up: competencies },
  { name: '0002-levels', up: levels },
]

async function competencies(db: Kysely<unknown>): Promise<void> {
  await sql`create table competency (code text primary key, position integer not null, body jsonb not null)`.execute(db)
}

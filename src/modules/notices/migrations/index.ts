import { type Kysely, sql } from 'kysely'
import type { Migration } from '#platform/migrate.ts'

export const migrations: Migration[] = [{ name: '0001-notices', up: notices }]

async function notices(db: Kysely<unknown>): Promise<void> {
  await sql`create table letter (key text primary key, kind text not null, person uuid not null, sent_at timestamptz not null)`.execute(db)
}

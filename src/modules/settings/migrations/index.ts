import { type Kysely, sql } from 'kysely'
import type { Migration } from '#platform/migrate.ts'

export const migrations: Migration[] = [{ name: '0001-settings', up: settings }]

async function settings(db: Kysely<unknown>): Promise<void> {
  await sql`create table centre_settings (number bigint primary key, body jsonb not null, changed_by text not null, changed_at timestamptz not null)`.execute(
    db,
  )
}

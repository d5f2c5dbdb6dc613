import { type Kysely, sql } from 'kysely'
import type { Migration } from '#platform/migrate.ts'

export const migrations: Migration[] = [{ name: '0001-audit', up: audit }]

async function audit(db: Kysely<unknown>): Promise<void> {
  await sql`create table audit_entry (
    id uuid primary key, at timestamptz not null, deed text not null, outcome text not null,
    by text not null, about uuid, "on" text, detail jsonb not null)`.execute(db)
  await sql`create index audit_entry_at on audit_entry (at)`.execute(db)
}

import { type Kysely, sql } from 'kysely'
import type { Migration } from '#platform/migrate.ts'

export const migrations: Migration[] = [{ name: '0001-tools', up: tools }]

async function tools(db: Kysely<unknown>): Promise<void> {
  await sql`create table tool_version (
    id uuid primary key,
    slug text not null,
    version text not null,
    content jsonb not null,
    sample boolean not null,
    published_at timestamptz not null,
    unique (slug, version))`.execute(db)
  await sql`create table tool (
    slug text primary key,
    current uuid not null references tool_version,
    position integer not null)`.execute(db)
}

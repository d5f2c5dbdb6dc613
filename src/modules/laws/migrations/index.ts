import { type Kysely, sql } from 'kysely'
import type { Migration } from '#platform/migrate.ts'

export const migrations: Migration[] = [
  { name: '0001-laws', up: laws },
  { name: '0002-sources', up: sources },
]

async function laws(db: Kysely<unknown>): Promise<void> {
  await sql`create table act (code text primary key, position integer not null, body jsonb not null)`.execute(db)
  await sql`create table provision (act text not null references act, article text not null, position integer not null, body jsonb not null, primary key (act, article))`.execute(
    db,
  )
}

async function sources(db: Kysely<unknown>): Promise<void> {
  await sql`create table source (code text primary key, position integer not null, page text not null)`.execute(db)
}

import { type Kysely, sql } from 'kysely'
import type { Migration } from '#platform/migrate.ts'
import { register } from './0002-register.ts'
import { postings } from './0003-postings.ts'

export const migrations: Migration[] = [
  { name: '0001-institutions', up: institutions },
  { name: '0002-register', up: register },
  { name: '0003-postings', up: postings },
]

async function institutions(db: Kysely<unknown>): Promise<void> {
  await sql`create table institution (code text primary key, position integer not null, body jsonb not null)`.execute(db)
  await sql`create table facility (code text primary key, institution text not null references institution, position integer not null, body jsonb not null)`.execute(
    db,
  )
  await sql`create table post (code text primary key, position integer not null, body jsonb not null)`.execute(db)
}

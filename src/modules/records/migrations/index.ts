import { type Kysely, sql } from 'kysely'
import type { Migration } from '#platform/migrate.ts'
import { recordStore } from './0002-record-store.ts'
import { moreKeys } from './0003-more-keys.ts'
import { forwarding } from './0004-forwarding.ts'
import { sendingAgain } from './0005-send-again.ts'

export const migrations: Migration[] = [
  { name: '0001-records', up: records },
  { name: '0002-record-store', up: recordStore },
  { name: '0003-more-keys', up: moreKeys },
  { name: '0004-forwarding', up: forwarding },
  { name: '0005-send-again', up: sendingAgain },
]

async function records(db: Kysely<unknown>): Promise<void> {
  await sql`create table statement_id (id uuid primary key, content_hash bytea not null, stored timestamptz not null)`.execute(db)
  await sql`create table statement (
    id uuid not null, stored timestamptz not null, actor text not null, verb text not null, object text not null,
    registration uuid, authority text not null, body jsonb not null, primary key (id, stored)) partition by range (stored)`.execute(db)
  await sql`create index statement_actor on statement (actor, stored)`.execute(db)
  await sql`create table statement_default partition of statement default`.execute(db)
}

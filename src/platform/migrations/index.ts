import { type Kysely, sql } from 'kysely'
import type { Migration } from '../migrate.ts'

export const migrations: Migration[] = [
  { name: '0001-platform', up: platform },
  { name: '0002-uploaded', up: uploaded },
  { name: '0003-receipts', up: receipts },
]

async function platform(db: Kysely<unknown>): Promise<void> {
  await sql`create table fact (id uuid primary key, kind text not null, body jsonb not null, recorded_at timestamptz not null)`.execute(db)
  await sql`create table command_outcome (id text primary key, outcome jsonb, recorded_at timestamptz not null)`.execute(db)
  await sql`create table setting (key text primary key, value jsonb not null, changed_at timestamptz not null)`.execute(db)
  await sql`create table content_generation (one boolean primary key default true check (one), number bigint not null)`.execute(db)
  await sql`create table public_file (hash text, name text, media_type text not null, size bigint not null, primary key (hash, name))`.execute(db)
  await sql`insert into content_generation (number) values (1)`.execute(db)
}

async function uploaded(db: Kysely<unknown>): Promise<void> {
  await sql`alter table public_file add column uploaded boolean not null default false`.execute(db)
}

/** Orders what devices are told and what a backup holds without any clock. */
async function receipts(db: Kysely<unknown>): Promise<void> {
  await sql`create sequence work_receipt as bigint`.execute(db)
}

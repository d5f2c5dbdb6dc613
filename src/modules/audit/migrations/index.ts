import { type Kysely, sql } from 'kysely'
import type { Migration } from '#platform/migrate.ts'

export const migrations: Migration[] = [
  { name: '0001-audit', up: audit },
  { name: '0002-chain', up: chain },
]

async function audit(db: Kysely<unknown>): Promise<void> {
  await sql`create table audit_entry (
    id uuid primary key, at timestamptz not null, deed text not null, outcome text not null,
    by text not null, about uuid, "on" text, detail jsonb not null)`.execute(db)
  await sql`create index audit_entry_at on audit_entry (at)`.execute(db)
}

async function chain(db: Kysely<unknown>): Promise<void> {
  await sql`alter table audit_entry add column mark text not null default '', add column number bigint unique,
    add column sealed_at timestamptz, add column mac text`.execute(db)
  await sql`create index audit_entry_unsealed on audit_entry (at, id) where number is null`.execute(db)
  await sql`create index audit_entry_newest on audit_entry (at desc, id desc)`.execute(db)
  await sql`drop index audit_entry_at`.execute(db)
  await sql`create table audit_anchor (
    ordinal bigint primary key, kind text not null, reason text not null, made_at timestamptz not null,
    after_number bigint not null, after_mac text not null, lost_number bigint not null, lost_mac text not null,
    key_mark text not null, digest text not null, mac text not null)`.execute(db)
  await sql`create table audit_head (single boolean primary key default true check (single), number bigint not null, mac text not null)`.execute(db)
  await sql`insert into audit_head (number, mac) values (0, '')`.execute(db)
}

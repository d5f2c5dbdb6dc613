import { type Kysely, sql } from 'kysely'
import type { Migration } from '#platform/migrate.ts'

export const migrations: Migration[] = [{ name: '0001-privacy', up: privacy }]

async function privacy(db: Kysely<unknown>): Promise<void> {
  await sql`create table personal_export (
    id uuid primary key, person uuid not null, variant text not null, state text not null, done integer not null, total integer not null,
    hash text, size bigint, asked_by uuid not null, asked_at timestamptz not null, expires_at timestamptz)`.execute(db)
  await sql`create index personal_export_person on personal_export (person)`.execute(db)
  await sql`create unique index personal_export_waiting on personal_export (person) where state = 'waiting'`.execute(db)
  await sql`create table erasure (
    id uuid primary key, person uuid not null, asked_by text not null, asked_at timestamptz not null, due_at timestamptz not null,
    undone_at timestamptz, done_at timestamptz)`.execute(db)
  await sql`create unique index erasure_under_way on erasure (person) where undone_at is null`.execute(db)
  await sql`create table privacy_request (
    id uuid primary key, person uuid not null, kind text not null, words text not null, state text not null, asked_at timestamptz not null,
    due_at timestamptz not null, entered_by uuid not null, warned_at timestamptz, answer text, closed_at timestamptz, closed_by uuid)`.execute(db)
  await sql`create index privacy_request_person on privacy_request (person)`.execute(db)
  await sql`create table retention_proposal (
    id uuid primary key, proposed_by uuid not null, proposed_at timestamptz not null, state text not null, shown jsonb not null,
    confirmed_by uuid, confirmed_at timestamptz, done_at timestamptz)`.execute(db)
  await sql`create table idle_warning (person uuid primary key, warned_at timestamptz not null)`.execute(db)
}

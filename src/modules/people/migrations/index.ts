import { type Kysely, sql } from 'kysely'
import type { Migration } from '#platform/migrate.ts'
import { peopleDesk } from './0003-people-desk.ts'
import { consents } from './0004-consents.ts'
import { signIn } from './0005-sign-in.ts'

export const migrations: Migration[] = [
  { name: '0001-people', up: people },
  { name: '0002-grants', up: grants },
  { name: '0003-people-desk', up: peopleDesk },
  { name: '0004-consents', up: consents },
  { name: '0005-sign-in', up: signIn },
]

async function people(db: Kysely<unknown>): Promise<void> {
  await sql`create table person (
    id uuid primary key, login text not null unique, email text unique, email_confirmed_at timestamptz, password_hash text,
    display_name text not null, name_cyrillic text, name_latin text, name_confirmed_at timestamptz, variant text not null,
    sample boolean not null default false, created_at timestamptz not null, disabled_at timestamptz)`.execute(db)
  await sql`create table role_grant (person uuid not null references person on delete cascade, role text not null, primary key (person, role))`.execute(db)
  await sql`create table session (
    token_hash bytea primary key, person uuid not null references person on delete cascade,
    created_at timestamptz not null, last_seen_at timestamptz not null, expires_at timestamptz not null)`.execute(db)
  await sql`create index session_person on session (person)`.execute(db)
  await sql`create table one_time_secret (
    hash bytea primary key, kind text not null, person uuid references person on delete cascade, next text,
    created_at timestamptz not null, expires_at timestamptz not null, used_at timestamptz)`.execute(db)
  await sql`create table secret_check (subject text not null, span timestamptz not null, checks integer not null, primary key (subject, span))`.execute(db)
}

async function grants(db: Kysely<unknown>): Promise<void> {
  await sql`alter table role_grant add column scope text not null default '', add column from_day date, add column to_day date`.execute(db)
  await sql`alter table role_grant drop constraint role_grant_pkey, add primary key (person, role, scope)`.execute(db)
}

import { type Kysely, sql } from 'kysely'
import { nameKey } from '../domain/name-key.ts'

/** Single sign-on, the desk for people, imports, and persons who turned out to be one. */
export async function peopleDesk(db: Kysely<unknown>): Promise<void> {
  await sql`alter table person
    add column name_key text not null default '', add column place text, add column merged_into uuid references person on delete set null, add column merged_at timestamptz`.execute(
    db,
  )
  const rows = await sql<{ id: string; display_name: string }>`select id, display_name from person`.execute(db)
  for (const { id, display_name } of rows.rows) await sql`update person set name_key = ${nameKey(display_name)} where id = ${id}`.execute(db)
  await sql`create index person_name_key on person (name_key)`.execute(db)
  await sql`create index person_merged_into on person (merged_into) where merged_into is not null`.execute(db)
  await sql`alter table one_time_secret add column place text`.execute(db)
  await sql`create table sign_on_link (
    issuer text not null, subject text not null, person uuid not null references person on delete cascade, provider text not null,
    email text, linked_at timestamptz not null, last_used_at timestamptz, primary key (issuer, subject))`.execute(db)
  await sql`create index sign_on_link_person on sign_on_link (person)`.execute(db)
  await sql`create table sign_on_flow (
    hash bytea primary key, provider text not null, person uuid references person on delete cascade, next text, variant text not null,
    expires_at timestamptz not null)`.execute(db)
  await sql`create table sign_on_offer (
    hash bytea primary key, provider text not null, issuer text not null, subject text not null, email text, name text,
    expires_at timestamptz not null)`.execute(db)
  await sql`create table people_import (
    id uuid primary key, by_person uuid not null references person on delete cascade, file_hash text not null, body bytea,
    made_at timestamptz not null, expires_at timestamptz not null, done_at timestamptz)`.execute(db)
  await sql`create table people_import_person (
    import uuid not null references people_import on delete cascade, person uuid not null references person on delete cascade, primary key (import, person))`.execute(
    db,
  )
}

import { type Kysely, sql } from 'kysely'
import type { Migration } from '#platform/migrate.ts'

export const migrations: Migration[] = [
  { name: '0001-courses', up: courses },
  { name: '0002-trainer-packs', up: trainerPacks },
]

async function courses(db: Kysely<unknown>): Promise<void> {
  await sql`create table course (code text primary key, current uuid, announced jsonb, sample boolean not null)`.execute(db)
  await sql`create table course_version (
    id uuid primary key, course text not null references course, version text not null, content jsonb not null,
    content_hash text not null, published_at timestamptz not null, unique (course, version))`.execute(db)
  await sql`alter table course add foreign key (current) references course_version`.execute(db)
  await sql`create table course_unit (
    course_version uuid not null references course_version, slug text not null, position integer not null, body jsonb not null,
    primary key (course_version, slug))`.execute(db)
  await sql`create table course_citation (
    course_version uuid not null references course_version, unit text not null, passage text not null, act text not null, article text,
    as_of date, source text, fact text, mark text not null, owner jsonb, checked date, next_check date,
    unique nulls not distinct (course_version, unit, passage, act, article))`.execute(db)
  await sql`create index course_citation_act on course_citation (act, article)`.execute(db)
}

async function trainerPacks(db: Kysely<unknown>): Promise<void> {
  await sql`create table trainer_pack (course text primary key references course, body jsonb not null, sample boolean not null, published_at timestamptz not null)`.execute(
    db,
  )
}

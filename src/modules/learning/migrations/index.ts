import { type Kysely, sql } from 'kysely'
import type { Migration } from '#platform/migrate.ts'
import { nominations } from './0002-nominations.ts'
import { deviceDeeds } from './0003-device-deeds.ts'
import { takenTests } from './0004-taken-tests.ts'
import { strandedAttempts } from './0005-stranded-attempts.ts'

export const migrations: Migration[] = [
  { name: '0001-learning', up: learning },
  { name: '0002-nominations', up: nominations },
  { name: '0003-device-deeds', up: deviceDeeds },
  { name: '0004-taken-tests', up: takenTests },
  { name: '0005-stranded-attempts', up: strandedAttempts },
]

async function learning(db: Kysely<unknown>): Promise<void> {
  await sql`create table attempt (
    id uuid primary key, person uuid not null, course text not null, course_version uuid not null, test text not null, seed text not null,
    started_at timestamptz not null, due_at timestamptz, handed_in_at timestamptz,
    points double precision, most integer not null, pass integer not null, passed boolean)`.execute(db)
  await sql`create unique index attempt_open on attempt (person, course, test) where handed_in_at is null`.execute(db)
  await sql`create index attempt_person on attempt (person, course_version, test)`.execute(db)
  // Room in every page, so that saving an answer again stays within it and touches no index.
  await sql`create table attempt_answer (
    attempt uuid not null references attempt on delete cascade, place integer not null, item text not null, item_version integer not null,
    type text not null, response jsonb, sequence bigint not null default 0, statement uuid, saved_at timestamptz,
    flagged boolean not null default false, points double precision, correct boolean, primary key (attempt, item)) with (fillfactor = 70)`.execute(db)
  await sql`create table note (
    person uuid not null, course text not null, unit text not null, passage text not null, body text not null,
    changed_at timestamptz not null, primary key (person, course, unit, passage))`.execute(db)
  await sql`create table bookmark (
    person uuid not null, course text not null, unit text not null, passage text not null,
    made_at timestamptz not null, primary key (person, course, unit, passage))`.execute(db)
  await sql`create table reading_place (
    person uuid not null, course text not null, unit text not null, passage text not null,
    changed_at timestamptz not null, primary key (person, course))`.execute(db)
}

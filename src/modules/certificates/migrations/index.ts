import { type Kysely, sql } from 'kysely'
import type { Migration } from '#platform/migrate.ts'

export const migrations: Migration[] = [
  { name: '0001-certificates', up: certificates },
  { name: '0002-ending', up: ending },
]

async function certificates(db: Kysely<unknown>): Promise<void> {
  await sql`create table certificate (
    number text primary key, person uuid not null, course text not null, course_version uuid not null, version text not null,
    issued_at timestamptz not null, frozen jsonb not null,
    revoked_at timestamptz, revoked_reason text, revoked_by uuid, unique (person, course_version))`.execute(db)
  await sql`create table certificate_file (
    number text not null references certificate on delete cascade, variant text not null, hash text not null, size bigint not null,
    made_at timestamptz not null default now(), primary key (number, variant))`.execute(db)
}

async function ending(db: Kysely<unknown>): Promise<void> {
  await sql`create table ending_certificate (
    number text primary key references certificate on delete cascade, told_at timestamptz not null)`.execute(db)
  await sql`create index certificate_valid_until on certificate ((frozen->>'validUntil')) where revoked_at is null`.execute(db)
}

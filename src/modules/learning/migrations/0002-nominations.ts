import { type Kysely, sql } from 'kysely'

/** Who was put forward for a course, and attempts that were given beyond those of the rules. */
export async function nominations(db: Kysely<unknown>): Promise<void> {
  await sql`create table nomination (
    person uuid not null, course text not null, nominated_by uuid not null, nominated_at timestamptz not null, primary key (person, course))`.execute(db)
  await sql`create table attempt_grant (
    id uuid primary key, person uuid not null, course text not null, course_version uuid not null, test text not null,
    attempts integer not null, granted_by uuid not null, granted_at timestamptz not null)`.execute(db)
  await sql`create index attempt_grant_person on attempt_grant (person, course_version, test)`.execute(db)
}

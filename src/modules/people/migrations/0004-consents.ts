import { type Kysely, sql } from 'kysely'

/** What a person was told and agreed to, whether her data may be used now, and when she was last here. */
export async function consents(db: Kysely<unknown>): Promise<void> {
  await sql`create table consent (
    id uuid primary key, person uuid not null references person on delete cascade, purpose text not null, version integer not null, variant text not null,
    given_at timestamptz not null, withdrawn_at timestamptz)`.execute(db)
  await sql`create unique index consent_in_force on consent (person, purpose) where withdrawn_at is null`.execute(db)
  await sql`create table notice_seen (
    person uuid not null references person on delete cascade, version integer not null, variant text not null, seen_at timestamptz not null,
    primary key (person, version))`.execute(db)
  await sql`create table restriction (person uuid primary key references person on delete cascade, since timestamptz not null, by text not null)`.execute(db)
  await sql`create table account_use (person uuid primary key references person on delete cascade, last_on date not null)`.execute(db)
}

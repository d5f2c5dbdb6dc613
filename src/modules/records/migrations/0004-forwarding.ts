import { type Kysely, sql } from 'kysely'

/** Other record stores that statements are handed on to: how far each has them, and what it would not take. */
export async function forwarding(db: Kysely<unknown>): Promise<void> {
  await sql`create table record_forwarding (
    id uuid primary key, name text not null, address text not null, key text not null, secret bytea not null, edition text not null,
    authorities text[] not null, verbs text[] not null, made_at timestamptz not null, paused_at timestamptz,
    place_stored timestamptz not null, place_id uuid not null, sent bigint not null, last_sent_at timestamptz,
    problem text, tries integer not null, next_try timestamptz not null)`.execute(db)
  await sql`create table record_not_forwarded (
    forwarding uuid not null references record_forwarding on delete cascade, statement uuid not null, status integer not null, at timestamptz not null,
    primary key (forwarding, statement))`.execute(db)
}

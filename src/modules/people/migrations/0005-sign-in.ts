import { type Kysely, sql } from 'kysely'

/** Second factors, passkeys, known devices and changes of address; what a person sees of her sessions. */
export async function signIn(db: Kysely<unknown>): Promise<void> {
  await sql`alter table session
    add column id uuid not null default gen_random_uuid(), add column user_agent text not null default '', add column network text not null default '',
    add column second_factor_at timestamptz, add column proved_at timestamptz`.execute(db)
  await sql`create unique index session_id on session (id)`.execute(db)
  await sql`create table second_step (
    token_hash bytea primary key, person uuid not null references person on delete cascade, trusted boolean not null,
    created_at timestamptz not null, expires_at timestamptz not null)`.execute(db)
  await sql`create index second_step_person on second_step (person)`.execute(db)
  await sql`create table authenticator_app (
    person uuid primary key references person on delete cascade, secret bytea, confirmed_at timestamptz, last_step bigint,
    draft bytea, drafted_at timestamptz)`.execute(db)
  await sql`create table recovery_code (
    person uuid not null references person on delete cascade, hash text not null, made_at timestamptz not null, primary key (person, hash))`.execute(db)
  await sql`create table passkey (
    id text primary key, person uuid not null references person on delete cascade, public_key bytea not null, counter bigint not null,
    transports text[] not null, name text not null, created_at timestamptz not null, last_used_at timestamptz)`.execute(db)
  await sql`create index passkey_person on passkey (person)`.execute(db)
  await sql`create table passkey_challenge (
    hash bytea primary key, purpose text not null, person uuid references person on delete cascade, expires_at timestamptz not null)`.execute(db)
  await sql`create table known_device (
    token_hash bytea not null, person uuid not null references person on delete cascade,
    created_at timestamptz not null, last_seen_at timestamptz not null, expires_at timestamptz not null, primary key (token_hash, person))`.execute(db)
  await sql`create index known_device_person on known_device (person)`.execute(db)
  await sql`create table email_change (
    person uuid primary key references person on delete cascade, email text not null, asked_at timestamptz not null, expires_at timestamptz not null,
    confirmed_at timestamptz, approved_at timestamptz)`.execute(db)
}

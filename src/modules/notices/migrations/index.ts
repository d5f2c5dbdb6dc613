import { type Kysely, sql } from 'kysely'
import type { Migration } from '#platform/migrate.ts'

export const migrations: Migration[] = [
  { name: '0001-notices', up: notices },
  { name: '0002-outbox', up: outbox },
]

async function notices(db: Kysely<unknown>): Promise<void> {
  await sql`create table letter (key text primary key, kind text not null, person uuid not null, sent_at timestamptz not null)`.execute(db)
}

/** Letters that were sent before stay, as sent. */
async function outbox(db: Kysely<unknown>): Promise<void> {
  await sql`alter table letter rename column key to id`.execute(db)
  await sql`alter table letter alter column person drop not null, alter column sent_at drop not null,
    add column occasion text, add column body jsonb not null default '{}', add column address_hash text,
    add column state text not null default 'sent', add column tries integer not null default 1, add column problem text,
    add column next_try timestamptz, add column give_up_at timestamptz, add column made_at timestamptz, add column message_id text, add column said jsonb`.execute(
    db,
  )
  await sql`update letter set kind = case kind when 'confirm' then 'confirmation' when 'already' then 'already-registered' else kind end,
    occasion = id, made_at = sent_at, give_up_at = sent_at`.execute(db)
  await sql`alter table letter alter column occasion set not null, alter column made_at set not null, alter column give_up_at set not null,
    alter column state drop default, alter column tries set default 0, add constraint letter_occasion unique (occasion)`.execute(db)
  await sql`create index letter_due on letter (next_try) where next_try is not null`.execute(db)
  await sql`create index letter_made on letter (made_at desc, id desc)`.execute(db)
  await sql`create index letter_person on letter (person)`.execute(db)
  await sql`create table unwanted_letter (person uuid not null, kind text not null, since timestamptz not null, primary key (person, kind))`.execute(db)
  await sql`create table decline_key (hash text primary key, person uuid not null, kind text not null, made_at timestamptz not null)`.execute(db)
  await sql`create index decline_key_person on decline_key (person)`.execute(db)
}

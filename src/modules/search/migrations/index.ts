import { type Kysely, sql } from 'kysely'
import type { Migration } from '#platform/migrate.ts'

export const migrations: Migration[] = [{ name: '0001-search', up: search }]

async function search(db: Kysely<unknown>): Promise<void> {
  await sql`create table search_source (source text primary key, fingerprint text not null)`.execute(db)
  await sql`
    create table search_item (
      kind text, id text, source text not null references search_source, path text not null, areas text[] not null, date date, sample boolean not null,
      titles text[] not null, title_words smallint not null, subject tsvector not null, tokens tsvector not null, primary key (kind, id)
    )`.execute(db)
  await sql`
    create table search_body (
      kind text, id text, title jsonb not null, body jsonb not null, primary key (kind, id),
      foreign key (kind, id) references search_item on delete cascade
    )`.execute(db)
  await sql`create index on search_item (source)`.execute(db)
  await sql`create index on search_item using gin (tokens) with (fastupdate = off)`.execute(db)
  await sql`create index on search_item using gin (subject) with (fastupdate = off)`.execute(db)
  await sql`
    create table search_word (
      source text references search_source, folded text collate "C", language text, key text not null, shown text not null, count integer not null, threes text[] not null,
      primary key (source, folded, language)
    )`.execute(db)
  await sql`create index on search_word (key, language)`.execute(db)
  await sql`create index on search_word (folded)`.execute(db)
  await sql`create index on search_word using gin (threes) with (fastupdate = off)`.execute(db)
}

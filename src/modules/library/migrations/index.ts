import { type Kysely, sql } from 'kysely'
import type { Migration } from '#platform/migrate.ts'

export const migrations: Migration[] = [
  { name: '0001-library', up: library },
  { name: '0002-withdrawn-documents', up: withdrawnDocuments },
  { name: '0003-pocket-cards', up: pocketCards },
]

async function library(db: Kysely<unknown>): Promise<void> {
  await sql`create table manual_version (
    id uuid primary key,
    slug text not null,
    edition text not null,
    published date not null,
    content jsonb not null,
    sample boolean not null,
    published_at timestamptz not null,
    unique (slug, edition))`.execute(db)
  await sql`create table manual (
    slug text primary key,
    current uuid not null references manual_version,
    position integer not null)`.execute(db)
  await sql`create table manual_citation (
    manual_version uuid not null references manual_version on delete cascade,
    position integer not null,
    chapter text not null,
    passage text not null,
    act text,
    article text,
    as_of date,
    fact text,
    source text,
    mark text not null,
    owner jsonb not null,
    checked date not null,
    next_check date not null,
    primary key (manual_version, position))`.execute(db)
  await sql`create index manual_citation_of_act on manual_citation (act, article)`.execute(db)
  await sql`create table manual_file (
    manual_version uuid not null references manual_version on delete cascade,
    variant text not null,
    format text not null,
    hash text not null,
    name text not null,
    size bigint not null,
    made_at timestamptz not null,
    primary key (manual_version, variant, format))`.execute(db)
  await sql`create table document (slug text primary key, body jsonb not null, sample boolean not null, published_at timestamptz not null)`.execute(db)
  await sql`create table glossary_term (id text primary key, position integer not null, body jsonb not null)`.execute(db)
}

async function withdrawnDocuments(db: Kysely<unknown>): Promise<void> {
  await sql`alter table document add column withdrawn_at timestamptz`.execute(db)
}

async function pocketCards(db: Kysely<unknown>): Promise<void> {
  await sql`create table pocket_card (
    area text primary key, body jsonb not null, digest text not null, sample boolean not null, published_at timestamptz not null)`.execute(db)
  await sql`create table pocket_card_file (
    area text not null, digest text not null, variant text not null, hash text not null, name text not null, size bigint not null,
    made_at timestamptz not null, primary key (area, digest, variant))`.execute(db)
}

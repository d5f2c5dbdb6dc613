import { type Kysely, sql } from 'kysely'
import type { Migration } from '#platform/migrate.ts'

export const migrations: Migration[] = [
  { name: '0001-site', up: site },
  { name: '0002-page-versions', up: pageVersions },
  { name: '0003-withdrawn-news', up: withdrawnNews },
]

async function site(db: Kysely<unknown>): Promise<void> {
  await sql`create table news_item (slug text primary key, date date not null, body jsonb not null)`.execute(db)
  await sql`create table standing_page (slug text primary key, body jsonb not null)`.execute(db)
}

async function pageVersions(db: Kysely<unknown>): Promise<void> {
  await sql`create table standing_page_version (
    slug text not null, number integer not null, fingerprint text not null, body jsonb not null, published_at timestamptz not null,
    primary key (slug, number))`.execute(db)
}

async function withdrawnNews(db: Kysely<unknown>): Promise<void> {
  await sql`alter table news_item add column withdrawn_at timestamptz`.execute(db)
}

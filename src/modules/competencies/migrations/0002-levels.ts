import { type Kysely, sql } from 'kysely'

/** Competencies come out of their documents into columns; levels and what posts require stand beside them. */
export async function levels(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  'alter table competency add column area text, add column name jsonb',
  `update competency set area = body->>'area', name = body->'name'`,
  'alter table competency alter column area set not null, alter column name set not null, drop column body',
  'create table competency_level (level integer primary key check (level between 1 and 4), name jsonb not null)',
  `create table post_requirement (post text not null, competency text not null references competency deferrable initially deferred,
    level integer not null check (level between 1 and 4), primary key (post, competency))`,
  `create table requirement_state (post text primary key, origin text not null check (origin in ('sample', 'edited')), version integer not null)`,
  `create table requirement_change (id uuid primary key, at timestamptz not null, by_person uuid, post text not null, version integer not null,
    before jsonb not null, after jsonb not null, unique (post, version))`,
]

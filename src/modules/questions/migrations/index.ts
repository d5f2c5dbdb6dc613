import { type Kysely, sql } from 'kysely'
import type { Migration } from '#platform/migrate.ts'

export const migrations: Migration[] = [
  { name: '0001-questions', up: questions },
  { name: '0002-question-origin', up: questionOrigin },
]

async function questions(db: Kysely<unknown>): Promise<void> {
  await sql`create table question (
    id text not null, version integer not null, course text not null, use text not null, type text not null,
    chapter text not null, outcome text not null, difficulty integer not null, passage_unit text not null, passage_id text,
    mark text not null, cites jsonb not null, shown jsonb not null, content_hash text not null, current boolean not null,
    primary key (id, version))`.execute(db)
  await sql`create unique index question_current on question (id) where current`.execute(db)
  await sql`create index question_pool on question (course, chapter) where current`.execute(db)
  await sql`create table question_key (
    id text not null, version integer not null, key jsonb not null, told jsonb not null,
    primary key (id, version), foreign key (id, version) references question)`.execute(db)
}

async function questionOrigin(db: Kysely<unknown>): Promise<void> {
  await sql`alter table question add column fact text, add column source text, add column as_of date`.execute(db)
}

import { type Kysely, sql } from 'kysely'

/** Somebody can work at a place before anybody says in which post; and what became of postings and duties is kept, so that it can be taken back. */
export async function postings(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const statements = [
  'alter table posting alter column post drop not null',
  'create unique index posting_without_post on posting (person, place) where post is null and to_day is null',
  `create table tenure_change (id uuid primary key, at timestamptz not null, by_person uuid, person uuid not null, place text not null,
    kind text not null check (kind in ('posting', 'focal-point')), tenure uuid not null, version integer not null, before jsonb, after jsonb, undoes uuid,
    unique (tenure, version), check (before is not null or after is not null))`,
  'create index on tenure_change (person)',
  'create index on tenure_change (by_person)',
  'create index on tenure_change (place)',
]

import { type Kysely, sql } from 'kysely'

/** Entries come out of their documents into columns, so that they can be asked, scoped and edited one by one; nothing known is lost. */
export async function register(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...aside, ...tables, ...moves, ...ends]) await sql.raw(statement).execute(db)
}

const aside = ['facility', 'post', 'institution'].map((table) => `alter table ${table} rename to ${table}_document`)

const head = `code text primary key, name jsonb not null, position integer not null, origin text not null check (origin in ('sample', 'edited')),
  version integer not null default 1`
const mark = `text not null check (mark in ('V', 'B', 'check', 'I'))`

const tables = [
  `create table register_term (list text not null check (list in ('institution', 'facility', 'status')), code text not null, position integer not null,
    name jsonb not null, primary key (list, code))`,
  `create table institution (${head}, form text not null check (form in ('institution', 'unit')),
    parent text references institution deferrable initially deferred check (parent <> code), kind text not null, jurisdiction text not null,
    mandate jsonb not null, source text, name_mark text, mark ${mark}, check (form = 'institution' or parent is not null))`,
  'create index on institution (parent)',
  `create table facility (${head}, institution text not null references institution deferrable initially deferred, kind text not null,
    jurisdiction text not null, same_as text references institution deferrable initially deferred, remarks jsonb not null)`,
  'create index on facility (institution)',
  `create table facility_status (facility text not null references facility on delete cascade, position integer not null, status text not null,
    from_day text, to_day text, seen_day text, seen_words jsonb, note jsonb, source text, mark ${mark}, primary key (facility, position))`,
  `create table facility_capacity (facility text not null references facility on delete cascade, position integer not null,
    capacity integer not null check (capacity >= 0), from_day text, source text, mark ${mark}, primary key (facility, position))`,
  `create table post (${head}, mark ${mark})`,
  `create table post_institution (post text not null references post on delete cascade,
    institution text not null references institution deferrable initially deferred, position integer not null, primary key (post, institution))`,
  'create table post_area (post text not null references post on delete cascade, area text not null, position integer not null, primary key (post, area))',
  `create table register_change (id uuid primary key, at timestamptz not null, by_person uuid, kind text not null, code text not null,
    version integer not null, what text not null check (what in ('added', 'changed', 'removed')), before jsonb, after jsonb, undoes uuid)`,
  'create index on register_change (kind, code, version)',
  'create index on register_change (by_person)',
  `create table posting (id uuid primary key, person uuid not null, post text not null references post, place text not null references institution,
    from_day date not null, to_day date, noted_at timestamptz not null, noted_by uuid, check (to_day >= from_day), unique (person, post, place, from_day))`,
  'create index on posting (person)',
  'create index on posting (place)',
  `create table focal_point (id uuid primary key, person uuid not null, place text not null references institution,
    duty text not null check (duty in ('focal-point', 'alternate')), from_day date not null, to_day date, noted_at timestamptz not null, noted_by uuid,
    check (to_day >= from_day), unique (person, place, from_day))`,
  'create index on focal_point (place)',
]

const moves = [
  `insert into register_term (list, code, position, name)
    select distinct on (body->'kind'->>'code') 'institution', body->'kind'->>'code', position, body->'kind'->'name' from institution_document
    order by body->'kind'->>'code', position`,
  `insert into register_term (list, code, position, name)
    select distinct on (body->'kind'->>'code') 'facility', body->'kind'->>'code', position, body->'kind'->'name' from facility_document
    order by body->'kind'->>'code', position`,
  `insert into register_term (list, code, position, name)
    select distinct on (spell->'status'->>'code') 'status', spell->'status'->>'code', position, spell->'status'->'name'
    from facility_document, jsonb_array_elements(body->'history') as spell order by spell->'status'->>'code', position`,
  `insert into institution (code, name, position, origin, form, parent, kind, jurisdiction, mandate, source, name_mark, mark)
    select code, body->'name', position, 'sample', 'institution', body->>'parent', body->'kind'->>'code', 'RS', body->'mandate', body->>'source',
      body->>'nameMark', body->>'mark' from institution_document`,
  `insert into facility (code, name, position, origin, institution, kind, jurisdiction, same_as, remarks)
    select code, body->'name', position, 'sample', institution, body->'kind'->>'code', 'RS', body->>'sameAs', coalesce(body->'remarks', '[]')
    from facility_document`,
  `insert into facility_status (facility, position, status, from_day, to_day, seen_day, seen_words, note, source, mark)
    select code, ordinal - 1, spell->'status'->>'code', spell->>'from', spell->>'to',
      case when jsonb_typeof(spell->'seen') = 'string' then spell->>'seen' end, case when jsonb_typeof(spell->'seen') = 'object' then spell->'seen' end,
      spell->'note', spell->>'source', spell->>'mark'
    from facility_document, jsonb_array_elements(body->'history') with ordinality as spells (spell, ordinal)`,
  `insert into facility_capacity (facility, position, capacity, mark)
    select code, 0, (body->>'capacity')::integer, 'check' from facility_document where body->'capacity' is not null`,
  `insert into post (code, name, position, origin, mark) select code, body->'name', position, 'sample', 'I' from post_document`,
  `insert into post_institution (post, institution, position)
    select code, said, ordinal - 1 from post_document, jsonb_array_elements_text(body->'institutions') with ordinality as bodies (said, ordinal)
    where exists (select from institution where institution.code = said)`,
  `insert into post_area (post, area, position)
    select code, said, ordinal - 1 from post_document, jsonb_array_elements_text(body->'areas') with ordinality as fields (said, ordinal)`,
]

const ends = ['drop table facility_document', 'drop table post_document', 'drop table institution_document']

import { type Kysely, sql } from 'kysely'

/** Opens the records to other systems: what statements are found by, what voids and refers, documents, and who may come in. */
export async function recordStore(db: Kysely<unknown>): Promise<void> {
  await keys(db)
  await sql`create index statement_stored on statement (stored, id)`.execute(db)
  await sql`create table statement_ref (target uuid not null, id uuid not null, stored timestamptz not null, primary key (target, id))`.execute(db)
  await sql`create index statement_ref_id on statement_ref (id)`.execute(db)
  await sql`create table statement_void (id uuid not null, by uuid not null, over text, stored timestamptz not null, primary key (id, by))`.execute(db)
  await sql`create table record_attachment (sha2 text primary key, blob text not null, bytes bigint not null, kept_at timestamptz not null)`.execute(db)
  await sql`create table record_document (
    place uuid not null, name text not null, kind text not null, activity text, agent text, person text, registration uuid,
    content_type text not null, body bytea not null, etag text not null, updated timestamptz not null, primary key (place, name))`.execute(db)
  await sql`create index record_document_agent on record_document (agent, activity)`.execute(db)
  await sql`create index record_document_person on record_document (person)`.execute(db)
  await sql`create table record_client (
    id uuid primary key, key text not null unique, secret_hash bytea not null, name text not null, scopes text[] not null,
    origins text[] not null, edition text not null, made_at timestamptz not null, revoked_at timestamptz)`.execute(db)
}

/** What statements are found by: each value that a filter can ask for, as one narrow row; `of` names the statement referred to that has it. */
async function keys(db: Kysely<unknown>): Promise<void> {
  await sql`create table statement_key (key uuid not null, stored timestamptz not null, id uuid not null, of uuid) partition by range (stored)`.execute(db)
  await sql`create index statement_key_place on statement_key (key, stored, id, of)`.execute(db)
  await sql`create table statement_key_default partition of statement_key default`.execute(db)
  const months = await sql<{ name: string; bound: string }>`
    select substr(c.relname, 11) as name, pg_get_expr(c.relpartbound, c.oid) as bound from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'statement'::regclass and c.relname ~ '^statement_\\d{4}_\\d{2}$'`.execute(db)
  for (const { name, bound } of months.rows) await sql.raw(`create table statement_key_${name} partition of statement_key ${bound}`).execute(db)
  // Until now there were only statements of one account about one activity. The spelling is that of `keys.ts`.
  await sql`
    insert into statement_key (key, stored, id)
    select distinct encode(substr(sha256(convert_to(k.kind || E'\\n' || k.value, 'UTF8')), 1, 16), 'hex')::uuid, s.stored, s.id
    from statement s, lateral (values
      ('agent', 'account:' || (s.body #>> '{actor,account,homePage}') || '|' || (s.body #>> '{actor,account,name}')),
      ('verb', s.verb), ('activity', s.object), ('registration', s.registration::text)) as k(kind, value)
    where k.value is not null`.execute(db)
}

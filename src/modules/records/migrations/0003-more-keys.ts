import { type Kysely, sql } from 'kysely'

/** Statements are found by their authority, too, whoever's it is; and attachments know whether a statement still names them. */
export async function moreKeys(db: Kysely<unknown>): Promise<void> {
  const keyOf = (kind: string, value: string) => sql.raw(`encode(substr(sha256(convert_to('${kind}' || E'\\n' || (${value}), 'UTF8')), 1, 16), 'hex')::uuid`)
  await sql`
    insert into statement_key (key, stored, id)
    select k.key, s.stored, s.id from statement s, lateral (select ${keyOf('authority', 's.authority')} as key) k
    where not exists (select from statement_key o where o.key = k.key and o.stored = s.stored and o.id = s.id)`.execute(db)
  await sql`
    insert into statement_key (key, stored, id)
    select distinct ${keyOf('attachment', "lower(a ->> 'sha2')")}, s.stored, s.id
    from statement s, lateral (values (s.body -> 'attachments'), (s.body #> '{object,attachments}')) as found(list), jsonb_array_elements(found.list) as a
    where jsonb_typeof(found.list) = 'array'`.execute(db)
  await sql`
    insert into statement_key (key, stored, id)
    select distinct ${keyOf('defined', "a ->> 'id'")}, s.stored, s.id from statement s, jsonb_path_query(s.body, '$.** ? (exists (@.definition))') as a
    where s.authority = 'centre' or s.authority in (select 'client:' || c.id from record_client c where c.scopes && array['all', 'define'])`.execute(db)
}

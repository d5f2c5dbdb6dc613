import type { AccountStatement } from '@putokaz/xapi'
import { sql } from 'kysely'
import { personIds } from '#modules/people/index.ts'
import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import type { Authority, RecordsTables } from './tables.ts'

export interface StatementRow {
  readonly statement: AccountStatement
  readonly contentHash: Buffer
}

/**
 * Writes statements whose ids are new, in one statement of SQL, and returns the ids that were known already.
 */
export async function addStatements(tx: Tx, rows: readonly StatementRow[], stored: Date, authority: Authority): Promise<string[]> {
  const input = rows.map(({ statement, contentHash }) => ({
    id: statement.id,
    hash: contentHash.toString('hex'),
    actor: statement.actor.account.name,
    verb: statement.verb.id,
    object: statement.object.id,
    registration: statement.context?.registration ?? null,
    body: statement,
  }))
  const known = await sql<{ id: string }>`
    with input as (
      select * from jsonb_to_recordset(${JSON.stringify(input)}::jsonb)
        as t(id uuid, hash text, actor text, verb text, object text, registration uuid, body jsonb)
    ), fresh as (
      insert into statement_id (id, content_hash, stored) select id, decode(hash, 'hex'), ${stored}::timestamptz from input order by id
      on conflict (id) do nothing returning id
    ), written as (
      insert into statement (id, stored, actor, verb, object, registration, authority, body)
      select id, ${stored}::timestamptz, actor, verb, object, registration, ${authority}, body from input where id in (select id from fresh)
      returning id
    ) select id from input where id not in (select id from written)`.execute(writing<RecordsTables>(tx))
  return known.rows.map((row) => row.id)
}

export async function contentHashes(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await reading<RecordsTables>(db)
    .selectFrom('statement_id')
    .select(['id', 'content_hash'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id, row.content_hash.toString('hex')]))
}

export interface StoredStatement {
  readonly statement: AccountStatement
  readonly authority: Authority
  readonly stored: Date
}

/** Statements about a person, whichever of her accounts they name. */
export async function findStatements(db: Db, actor: string, objectPrefix?: string): Promise<StoredStatement[]> {
  let query = reading<RecordsTables>(db)
    .selectFrom('statement')
    .select(['body', 'authority', 'stored'])
    .where('actor', 'in', await personIds(db, actor))
    .orderBy('stored')
  if (objectPrefix !== undefined) query = query.where(sql<boolean>`starts_with(object, ${objectPrefix})`)
  const rows = await query.execute()
  return rows.map((row) => ({ statement: row.body, authority: row.authority, stored: row.stored }))
}

/** Takes out every statement of these actors, ids included. */
export async function removeStatementsOf(tx: Tx, actors: readonly string[]): Promise<void> {
  if (actors.length === 0) return
  const removed = await writing<RecordsTables>(tx)
    .deleteFrom('statement')
    .where('actor', 'in', [...actors])
    .returning('id')
    .execute()
  if (removed.length === 0) return
  await writing<RecordsTables>(tx)
    .deleteFrom('statement_id')
    .where(
      'id',
      'in',
      removed.map((row) => row.id),
    )
    .execute()
}

/** Puts another actor in place of this one, and takes out what was answered: who it was can't be told any more. */
export async function detachStatementsOf(tx: Tx, actor: string, nobody: string): Promise<void> {
  await sql`
    update statement set actor = ${nobody}::text, registration = null,
      body = jsonb_set(body #- '{result,response}' #- '{result,extensions}' #- '{context,registration}' #- '{actor,name}', '{actor,account,name}', to_jsonb(${nobody}::text))
    where actor = ${actor}`.execute(writing<RecordsTables>(tx))
}

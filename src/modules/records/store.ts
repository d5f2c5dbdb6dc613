import { type AccountStatement, asAccountStatement, isVoiding, type Statement, type StatementRef } from '@putokaz/xapi'
import { type RawBuilder, sql } from 'kysely'
import { personIds } from '#modules/people/index.ts'
import { type Database, type Db, databaseTime, isThereAlready, planned, reading, type Tx, writing } from '#platform/db.ts'
import { type ClockDoubt, clockDoubt } from './domain/clock.ts'
import { definedKeys, keyOf, keysOf } from './keys.ts'
import type { Authority, RecordsTables } from './tables.ts'

export interface StatementRow {
  readonly statement: Statement & { readonly id: string }
  readonly contentHash: Buffer
  /** The account of a person of this centre, or nothing. */
  readonly actor: string
}

export interface Storing {
  readonly stored: Date
  readonly authority: Authority
  /** Of the accounts that authorities are named by. */
  readonly homePage: string
  /** Whether what they void may be anybody's. */
  readonly overAll?: boolean
  /** Whether they describe activities for everybody. */
  readonly defines?: boolean
}

export interface Added {
  /** Ids that were kept already. */
  readonly known: readonly string[]
  /** New ones that refer to others or are referred to. */
  readonly linked: readonly string[]
}

/** Writes statements whose ids are new, with what they are found by, in one statement of SQL. */
export async function addStatements(tx: Tx, rows: readonly StatementRow[], storing: Storing): Promise<Added> {
  const insertion = insertionOf(rows, storing, { at: sql`${storing.stored}::timestamptz`, which: sql`order by id on conflict (id) do nothing` })
  const told = await sql<{ id: string; linked: boolean }>`${planned} ${insertion}
    select id, false as linked from input where id not in (select id from fresh)
      union all select id, true from input where id in (select id from fresh) and (target is not null or exists (select from statement_ref r where r.target = input.id))`.execute(
    writing<RecordsTables>(tx),
  )
  const idsOf = (linked: boolean) => told.rows.filter((row) => row.linked === linked).map((row) => row.id)
  return { known: idsOf(false), linked: idsOf(true) }
}

/**
 * Writes statements as a transaction of their own, in one round trip, where nothing has to be compared or linked before they stay:
 * every id is new, and none of them speaks of another statement or is spoken of by one. Otherwise it writes nothing and says no.
 */
export async function addAlone(db: Database, rows: readonly StatementRow[], storing: Storing): Promise<boolean> {
  if (rows.some(({ statement }) => targetOf(statement) !== null)) return false
  // Read inside: a reader's time could pass between a reading of ours and the beginning of the transaction (see `settledThrough`).
  const at = databaseTime(storing.stored, 'during')
  const which = sql`where not exists (select from statement_ref r join input i on r.target = i.id) order by id`
  try {
    const written = await db.transactOne(sql`${planned} ${insertionOf(rows, storing, { at, which })} select id from fresh`)
    return written.length === rows.length
  } catch (error) {
    if (isThereAlready(error)) return false
    throw error
  }
}

/** For those ids that `fresh` brings in, by `which` of the `input` it takes. */
function insertionOf(
  rows: readonly StatementRow[],
  storing: Storing,
  { at, which }: { at: RawBuilder<unknown>; which: RawBuilder<unknown> },
): RawBuilder<unknown> {
  const { authority, overAll = false, defines = false } = storing
  const input = rows.map(({ statement, contentHash, actor }) => ({
    id: statement.id,
    hash: contentHash.toString('hex'),
    actor,
    verb: statement.verb.id,
    object: 'id' in statement.object ? statement.object.id : '',
    registration: statement.context?.registration ?? null,
    body: statement,
    keys: [...keysOf(statement), keyOf('authority', authority), ...(defines ? definedKeys(statement) : [])],
    target: targetOf(statement),
    // A device may say so, and it takes nothing back: what it says proves nothing either way.
    voids: authority === 'device' ? null : isVoiding(statement),
  }))
  return sql`
    with input as (
      select * from jsonb_to_recordset(${JSON.stringify(input)}::jsonb)
        as t(id uuid, hash text, actor text, verb text, object text, registration uuid, body jsonb, keys uuid[], target uuid, voids uuid)
    ), moment as materialized (
      select ${at} as stored
    ), fresh as (
      insert into statement_id (id, content_hash, stored) select id, decode(hash, 'hex'), stored from input, moment ${which} returning id
    ), written as (
      insert into statement (id, stored, actor, verb, object, registration, authority, body)
      select id, stored, actor, verb, object, registration, ${authority}, body from input, moment where id in (select id from fresh)
    ), keyed as (
      insert into statement_key (key, stored, id)
      select key, stored, id from input, moment, unnest(keys) as key where id in (select id from fresh)
    ), referring as (
      insert into statement_ref (target, id, stored) select target, id, stored from input, moment
      where target is not null and id in (select id from fresh)
    ), voiding as (
      insert into statement_void (id, by, over, stored) select voids, id, ${overAll ? null : authority}::text, stored from input, moment
      where voids is not null and id in (select id from fresh)
    )`
}

/** The statement that this one is about, if it is about one. */
export function targetOf({ object }: Statement): string | null {
  return object.objectType === 'StatementRef' ? (object as StatementRef).id.toLowerCase() : null
}

export interface Kept {
  readonly hash: string
  readonly body: Statement
}

/** What is kept under these ids, to be compared with what came in again. */
export async function keptUnder(db: Db, ids: readonly string[]): Promise<Map<string, Kept>> {
  const rows = await reading<RecordsTables>(db)
    .selectFrom('statement_id as i')
    .leftJoin('statement as s', (join) => join.onRef('s.id', '=', 'i.id').onRef('s.stored', '=', 'i.stored'))
    .select(['i.id', 'i.content_hash', 's.body'])
    .where('i.id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id, { hash: row.content_hash.toString('hex'), body: row.body as Statement }]))
}

export interface StoredStatement {
  readonly statement: AccountStatement
  readonly authority: 'centre' | 'device'
  readonly stored: Date
  /** Set where the moment it tells of can hardly be right; the moment stays as it was said. */
  readonly doubt?: ClockDoubt
}

/** Statements about a person, whichever of her accounts they name: what the Centre and her devices said, and nobody else. */
export async function findStatements(db: Db, actor: string, objectPrefix?: string): Promise<StoredStatement[]> {
  let query = reading<RecordsTables>(db)
    .selectFrom('statement')
    .select(['body', 'authority', 'stored'])
    .where('actor', 'in', await personIds(db, actor))
    .where('authority', 'in', ['centre', 'device'])
    .orderBy('stored')
  if (objectPrefix !== undefined) query = query.where(sql<boolean>`starts_with(object, ${objectPrefix})`)
  const rows = await query.execute()
  return rows.flatMap(storedIn)
}

function storedIn({ body, authority, stored }: { body: Statement; authority: Authority; stored: Date }): StoredStatement[] {
  const statement = asAccountStatement(body)
  const doubt = statement && clockDoubt(statement.timestamp, stored)
  return statement ? [{ statement, authority: authority as 'centre' | 'device', stored, ...(doubt && { doubt }) }] : []
}

/** What devices of a person told under a registration, whichever of her accounts they name. */
export async function deviceStatementsIn(db: Db, person: string, registration: string): Promise<StoredStatement[]> {
  const rows = await reading<RecordsTables>(db)
    .selectFrom('statement')
    .select(['body', 'authority', 'stored'])
    .where('actor', 'in', await personIds(db, person))
    .where('authority', '=', 'device')
    .where('registration', '=', registration)
    .execute()
  return rows.flatMap(storedIn)
}

/** Takes out every statement of these actors, ids included. */
export async function removeStatementsOf(tx: Tx, actors: readonly string[]): Promise<void> {
  if (actors.length === 0) return
  await sql`
    with removed as (delete from statement where actor = any(${[...actors]}::text[]) returning id, stored),
      ids as (delete from statement_id where id in (select id from removed)),
      refs as (delete from statement_ref where id in (select id from removed)),
      voids as (delete from statement_void where by in (select id from removed))
    delete from statement_key k using removed r where k.stored = r.stored and k.id = r.id`.execute(writing<RecordsTables>(tx))
}

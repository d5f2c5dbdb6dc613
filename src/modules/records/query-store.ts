/** Finds statements by what GET /statements can ask for, each time along an index. */
import type { Statement } from '@putokaz/xapi'
import { type RawBuilder, sql } from 'kysely'
import { type Db, databaseTime, rawHandle } from '#platform/db.ts'
import type { Authority } from './tables.ts'

export interface Found {
  readonly id: string
  readonly stored: Date
  readonly authority: Authority
  readonly body: Statement
}

/** Where a page begins: after this statement. */
export interface Place {
  readonly stored: Date
  readonly id: string
}

export interface Wanted {
  /** For each filter the keys of which one must be there (keys.ts). */
  readonly keys: readonly (readonly string[])[]
  readonly since?: Date | undefined
  readonly until?: Date | undefined
  readonly after?: Place | undefined
  readonly before?: Date | undefined
  readonly ascending: boolean
  readonly most: number
}

export interface Looked extends Found {
  /** Voided by who may. */
  readonly gone: boolean
}

/** Voided ones are passed over page by page: they are few, and a condition on them would cost the order of the index. */
export async function findPage(db: Db, wanted: Wanted): Promise<Found[]> {
  const found: Found[] = []
  let after = wanted.after
  while (true) {
    const looked = await lookThrough(db, { ...wanted, after })
    found.push(...looked.filter(({ gone }) => !gone))
    after = looked.at(-1)
    if (looked.length < wanted.most || found.length >= wanted.most) return found.slice(0, wanted.most)
  }
}

/** Everything that fits, voided or not, as far as one page goes. */
export async function lookThrough(db: Db, wanted: Wanted): Promise<Looked[]> {
  const order = wanted.ascending ? sql`asc` : sql`desc`
  const page = sql<Looked>`
    with page as materialized (
      ${placesOf(wanted)} order by stored ${order}, id ${order} limit ${wanted.most}
    ) select s.id, s.stored, s.authority, s.body, ${gone} as gone from page p join statement s on s.stored = p.stored and s.id = p.id
    order by s.stored ${order}, s.id ${order}`
  return (await page.execute(rawHandle(db))).rows
}

// xAPI 1.0.3, Data 2.3.2: a voiding statement can't be voided, and who may not void it did not.
const gone = sql`s.verb <> 'http://adlnet.gov/expapi/verbs/voided' and exists (
  select from statement_void v where v.id = s.id and (v.over is null or v.over = s.authority))`

/**
 * Each condition is asked row by row along the index (a scalar subquery is never turned into a join), so that a page ends where it is full
 * however many statements there are beyond.
 */
function placesOf(wanted: Wanted): RawBuilder<unknown> {
  const [first, ...others] = wanted.keys
  const order = wanted.ascending ? sql`asc` : sql`desc`
  if (!first) return sql`select k.stored, k.id from statement k where ${sql.join(bounds(wanted), sql` and `)}`
  const also = others.map((keys) => {
    // A statement that refers to another fits by itself or through that other one, not by halves of both.
    const same = sql`o.stored = k.stored and o.id = k.id and o.of is not distinct from k.of`
    return sql`(select true from statement_key o where o.key = any(${[...keys]}::uuid[]) and ${same} limit 1) is not null`
  })
  // Each key has its own page along the index; the page of all is among them.
  const pages = first.map((key) => {
    const fitting = sql.join([sql`k.key = ${key}::uuid`, ...bounds(wanted), ...also], sql` and `)
    const along = sql`order by k.stored ${order}, k.id ${order} limit ${wanted.most}`
    return sql`(select distinct on (k.stored, k.id) k.stored, k.id from statement_key k where ${fitting} ${along})`
  })
  return sql`select distinct k.stored, k.id from (${sql.join(pages, sql` union all `)}) k`
}

/** Communication 2.1.3: stored since (greater than) and until (less than or equal). */
function bounds({ since, until, after, before, ascending }: Wanted): RawBuilder<unknown>[] {
  const found: RawBuilder<unknown>[] = []
  if (since) found.push(sql`k.stored > ${since}::timestamptz`)
  if (until) found.push(sql`k.stored <= ${until}::timestamptz`)
  if (before) found.push(sql`k.stored < ${before}::timestamptz`)
  if (after) {
    const beyond = ascending ? sql`>` : sql`<`
    const from = ascending ? sql`k.stored >= ${after.stored}::timestamptz` : sql`k.stored <= ${after.stored}::timestamptz`
    found.push(from, sql`(k.stored, k.id) ${beyond} (${after.stored}::timestamptz, ${after.id}::uuid)`)
  }
  return found.length > 0 ? found : [sql`true`]
}

export interface One extends Found {
  readonly voided: boolean
}

export async function findOne(db: Db, id: string): Promise<One | undefined> {
  const found = await sql<One>`
    select s.id, s.stored, s.authority, s.body, ${gone} as voided
    from statement_id i join statement s on s.id = i.id and s.stored = i.stored where i.id = ${id}::uuid`.execute(rawHandle(db))
  return found.rows[0]
}

/** Authorities of those of these statements that are kept. */
export async function authoritiesOf(db: Db, ids: readonly string[]): Promise<Map<string, Authority>> {
  const found = await sql<{ id: string; authority: Authority }>`
    select s.id, s.authority from statement_id i join statement s on s.id = i.id and s.stored = i.stored where i.id = any(${[...ids]}::uuid[])`.execute(
    rawHandle(db),
  )
  return new Map(found.rows.map(({ id, authority }) => [id, authority]))
}

/**
 * A moment before which all that was stored is to be seen: below the beginning of the oldest transaction that may still write, for
 * the moment of storing is read, by the app's clock or the database's, after the transaction has begun.
 */
export async function settledThrough(db: Db, now: Date): Promise<Date> {
  // The clocks first: what begins after this moment is not counted, and stores in this millisecond or later.
  const found = await sql<{ through: Date }>`
    select least(${now}::timestamptz, ${databaseTime(now, 'before')}) - coalesce(max(clock_timestamp() - xact_start), interval '0') as through
    from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null and backend_type = 'client backend'`.execute(rawHandle(db))
  return new Date((found.rows[0]?.through ?? now).getTime() - precision)
}

/** Milliseconds by which a moment of storing may look earlier than it was. */
const precision = 3

/** What voids this statement, and whether it counts: a voiding by another system's credentials does not. */
export async function voidingsOf(db: Db, { id, authority }: { id: string; authority: Authority }): Promise<{ by: string; counts: boolean }[]> {
  const found = await sql<{ by: string; counts: boolean }>`
    select by, over is null or over = ${authority} as counts from statement_void where id = ${id}::uuid order by stored, by`.execute(rawHandle(db))
  return found.rows
}

/** Other record stores, and how far each has what it is to have. */
import { type Selectable, sql } from 'kysely'
import { type Db, rawHandle, reading, type Tx, writing } from '#platform/db.ts'
import type { NotTaken } from './domain/forwarding.ts'
import type { Found, Place } from './query-store.ts'
import type { RecordsTables } from './tables.ts'

export type ForwardingRow = Selectable<RecordsTables['record_forwarding']>

/** Before every statement that is stored at this moment. */
export const firstId = '00000000-0000-0000-0000-000000000000'

export function addForwarding(tx: Tx, row: ForwardingRow): Promise<unknown> {
  return writing<RecordsTables>(tx).insertInto('record_forwarding').values(row).execute()
}

export function allForwardings(db: Db): Promise<ForwardingRow[]> {
  return reading<RecordsTables>(db).selectFrom('record_forwarding').selectAll().orderBy('made_at').execute()
}

/** Whether there was such a one. */
export async function changeForwarding(
  tx: Tx,
  id: string,
  change: Partial<Pick<ForwardingRow, 'paused_at' | 'tries' | 'next_try' | 'problem'>>,
): Promise<boolean> {
  const changed = await writing<RecordsTables>(tx).updateTable('record_forwarding').set(change).where('id', '=', id).returning('id').execute()
  return changed.length > 0
}

export async function dropForwarding(tx: Tx, id: string): Promise<boolean> {
  return (await writing<RecordsTables>(tx).deleteFrom('record_forwarding').where('id', '=', id).returning('id').execute()).length > 0
}

/** Takes those in hand whose time has come, until the lease ends: several servers never serve the same one. */
export function claimDue(tx: Tx, { now, leaseEnd }: { now: Date; leaseEnd: Date }): Promise<ForwardingRow[]> {
  const db = writing<RecordsTables>(tx)
  const due = db.selectFrom('record_forwarding').select('id').where('next_try', '<=', now).where('paused_at', 'is', null).forUpdate().skipLocked()
  return db.updateTable('record_forwarding').set({ next_try: leaseEnd }).where('id', 'in', due).returningAll().execute()
}

export interface Settled {
  readonly place: Place
  readonly taken: number
  readonly notTaken: readonly NotTaken<Found>[]
  /** Ids of refused ones that are no longer: taken at last, or gone from here. */
  readonly noLonger?: readonly string[]
  readonly problem: string | null
  readonly tries: number
  readonly nextTry: Date
  readonly at: Date
}

/** Notes how far it came, unless another took it in hand meanwhile or it was taken out. */
export async function settle(tx: Tx, row: ForwardingRow, { place, taken, notTaken, noLonger = [], problem, tries, nextTry, at }: Settled): Promise<void> {
  const db = writing<RecordsTables>(tx)
  const changed = await db
    .updateTable('record_forwarding')
    .set({
      place_stored: place.stored,
      place_id: place.id,
      problem,
      tries,
      next_try: nextTry,
      sent: sql`sent + ${taken}`,
      ...(taken > 0 && { last_sent_at: at }),
    })
    .where('id', '=', row.id)
    .where('next_try', '=', row.next_try)
    .returning('id')
    .execute()
  if (changed.length === 0) return
  if (noLonger.length > 0) await db.deleteFrom('record_not_forwarded').where('forwarding', '=', row.id).where('statement', 'in', noLonger).execute()
  if (notTaken.length === 0) return
  const rows = notTaken.map(({ statement, status }) => ({ forwarding: row.id, statement: statement.id, status, at, again: false }))
  await db
    .insertInto('record_not_forwarded')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['forwarding', 'statement']).doUpdateSet((set) => ({ status: set.ref('excluded.status'), at: set.ref('excluded.at'), again: false })),
    )
    .execute()
}

/** Marks all that this store would not take; how many they are. */
export async function markRefused(tx: Tx, forwarding: string): Promise<number> {
  const marked = await writing<RecordsTables>(tx)
    .updateTable('record_not_forwarded')
    .set({ again: true })
    .where('forwarding', '=', forwarding)
    .returning('statement')
    .execute()
  return marked.length
}

/** Those that are marked, in the order of storing, and the ids of those that are no longer here. */
export async function markedStatements(db: Db, forwarding: string, most: number): Promise<{ found: Found[]; gone: string[] }> {
  const { rows } = await sql<Omit<Found, 'body'> & { body: Found['body'] | null }>`
    select n.statement as id, s.stored, s.authority, s.body from record_not_forwarded n
    left join statement_id i on i.id = n.statement left join statement s on s.id = i.id and s.stored = i.stored
    where n.forwarding = ${forwarding} and n.again order by s.stored nulls first, n.statement limit ${most}`.execute(rawHandle(db))
  const found = rows.flatMap(({ body, ...row }) => (body === null ? [] : [{ ...row, body }]))
  return { found, gone: rows.filter(({ body }) => body === null).map(({ id }) => id) }
}

type Filtered = Pick<ForwardingRow, 'authorities' | 'verbs' | 'place_stored' | 'place_id'>

function fitting({ authorities, verbs, place_stored: stored, place_id: id }: Filtered) {
  const verb = verbs.length === 0 ? sql`true` : sql`s.verb = any(${verbs}::text[])`
  return sql`s.stored >= ${stored}::timestamptz and (s.stored, s.id) > (${stored}::timestamptz, ${id}::uuid)
    and split_part(s.authority, ':', 1) = any(${[...authorities]}::text[]) and ${verb}`
}

/** What comes after its place and fits, in the order of storing, of what nobody is writing any more. */
export async function statementsAfter(db: Db, row: Filtered, { before, most }: { before: Date; most: number }): Promise<Found[]> {
  const found = await sql<Found>`
    select s.id, s.stored, s.authority, s.body from statement s where ${fitting(row)} and s.stored < ${before}::timestamptz
    order by s.stored, s.id limit ${most}`.execute(rawHandle(db))
  return found.rows
}

/** How many wait; counting ends at `most`. */
export async function countAfter(db: Db, row: Filtered, most: number): Promise<number> {
  const found = await sql<{ count: number }>`
    select count(*)::int as count from (select from statement s where ${fitting(row)} limit ${most}) w`.execute(rawHandle(db))
  return found.rows[0]?.count ?? 0
}

export interface NotForwarded {
  readonly statement: string
  readonly status: number
  readonly at: Date
  /** It goes once more when its turn comes. */
  readonly again: boolean
}

/** The newest of those that it would not take. */
export function notForwarded(db: Db, forwarding: string, most: number): Promise<NotForwarded[]> {
  return reading<RecordsTables>(db)
    .selectFrom('record_not_forwarded')
    .select(['statement', 'status', 'at', 'again'])
    .where('forwarding', '=', forwarding)
    .orderBy('at', 'desc')
    .orderBy('statement')
    .limit(most)
    .execute()
}

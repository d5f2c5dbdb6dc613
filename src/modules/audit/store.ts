import { sql } from 'kysely'
import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import type { Head, SignedAnchor } from './chain/chain.ts'
import type { Row } from './chain/walk.ts'
import type { WrittenEntry } from './domain/entry.ts'
import type { AuditFilter, Position } from './domain/filter.ts'
import type { AuditTables } from './tables.ts'

/** A moment as microseconds and back: a `Date` would not see the last three digits that the database keeps. */
const micros = (column: 'at' | 'sealed_at' | 'made_at') => sql<number>`(extract(epoch from ${sql.ref(column)}) * 1000000)::bigint`.as(column)
const moment = (at: number) => sql<Date>`to_timestamp(${at / 1_000_000}::numeric)`

export async function addEntry(tx: Tx, entry: WrittenEntry, mark: string): Promise<void> {
  const { at, detail, outcome, ...rest } = entry
  const row = {
    ...rest,
    mark,
    outcome: outcome as 'done',
    at: new Date(at / 1000),
    detail: JSON.stringify(detail) as unknown as AuditTables['audit_entry']['detail'],
  }
  await writing<AuditTables>(tx)
    .insertInto('audit_entry')
    .values({ ...row, number: null, sealed_at: null, mac: null })
    .execute()
}

function rows(db: Db) {
  return reading<AuditTables>(db)
    .selectFrom('audit_entry')
    .select(['id', 'deed', 'outcome', 'by', 'about', 'on', 'detail', 'mark', 'number', 'mac', micros('at'), micros('sealed_at')])
}

function rowFrom(row: Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]): Row {
  const { number, mac, sealed_at, mark, ...entry } = row
  return { entry, mark, seal: number === null ? null : { number, mac: mac ?? '', sealedAt: sealed_at ?? 0 } }
}

export async function unsealedRows(db: Db, most: number): Promise<Row[]> {
  return (await rows(db).where('number', 'is', null).orderBy('at').orderBy('id').limit(most).execute()).map(rowFrom)
}

/** Sealed entries in the order of their numbers, some at a time. */
export async function sealedRows(db: Db, range: { above: number; upTo: number; most: number }): Promise<Row[]> {
  const { above, upTo, most } = range
  return (await rows(db).where('number', '>', above).where('number', '<=', upTo).orderBy('number').limit(most).execute()).map(rowFrom)
}

export interface NewSeal {
  readonly id: string
  readonly number: number
  readonly mac: string
}

export async function giveSeals(tx: Tx, seals: readonly NewSeal[], sealedAt: number): Promise<void> {
  const given = JSON.stringify(seals)
  await sql`update audit_entry e set number = s.number, mac = s.mac, sealed_at = ${moment(sealedAt)}
    from jsonb_to_recordset(${given}::jsonb) as s(id uuid, number bigint, mac text) where e.id = s.id`.execute(writing<AuditTables>(tx))
}

/** The head, locked until the transaction ends; undefined while somebody else holds it and `wait` is not asked. */
export function lockHead(tx: Tx, { wait }: { wait: boolean }): Promise<Head | undefined> {
  const asked = writing<AuditTables>(tx).selectFrom('audit_head').select(['number', 'mac'])
  return (wait ? asked.forUpdate() : asked.forUpdate().skipLocked()).executeTakeFirst()
}

export async function storedHead(db: Db): Promise<Head> {
  return reading<AuditTables>(db).selectFrom('audit_head').select(['number', 'mac']).executeTakeFirstOrThrow()
}

export async function moveHead(tx: Tx, { number, mac }: Head): Promise<void> {
  await writing<AuditTables>(tx).updateTable('audit_head').set({ number, mac }).execute()
}

export async function anchors(db: Db): Promise<SignedAnchor[]> {
  const found = await reading<AuditTables>(db)
    .selectFrom('audit_anchor')
    .select(['ordinal', 'kind', 'reason', 'after_number', 'after_mac', 'lost_number', 'lost_mac', 'key_mark', 'digest', 'mac', micros('made_at')])
    .orderBy('ordinal')
    .execute()
  return found.map(({ ordinal, kind, reason, made_at, after_number, after_mac, lost_number, lost_mac, key_mark, digest, mac }) => ({
    ordinal,
    kind,
    reason,
    madeAt: made_at,
    after: { number: after_number, mac: after_mac },
    lost: { number: lost_number, mac: lost_mac },
    keyMark: key_mark,
    digest,
    mac,
  }))
}

export async function addAnchor(tx: Tx, { ordinal, kind, reason, madeAt, after, lost, keyMark, digest, mac }: SignedAnchor): Promise<void> {
  const row = { ordinal, kind, reason, made_at: moment(madeAt), after_number: after.number, after_mac: after.mac, key_mark: keyMark, digest, mac }
  await writing<AuditTables>(tx)
    .insertInto('audit_anchor')
    .values({ ...row, lost_number: lost.number, lost_mac: lost.mac })
    .execute()
}

export async function markAnew(tx: Tx, id: string, mark: string): Promise<void> {
  await writing<AuditTables>(tx).updateTable('audit_entry').set({ mark }).where('id', '=', id).execute()
}

/** The last sealed entry such that it and all before it were written before a moment. */
export async function lastBefore(db: Db, before: Date): Promise<Head | undefined> {
  const firstKept = reading<AuditTables>(db).selectFrom('audit_entry').select('number').where('at', '>=', before).where('number', 'is not', null)
  const kept = await firstKept.orderBy('number').limit(1).executeTakeFirst()
  let asked = reading<AuditTables>(db).selectFrom('audit_entry').select(['number', 'mac']).where('number', 'is not', null)
  if (kept) asked = asked.where('number', '<', kept.number)
  const last = await asked.orderBy('number', 'desc').limit(1).executeTakeFirst()
  return last && { number: last.number ?? 0, mac: last.mac ?? '' }
}

/** How many entries there are up to a number, and when the oldest was written. */
export async function outlivedUpTo(db: Db, number: number): Promise<{ count: number; oldest: Date | null }> {
  const asked = reading<AuditTables>(db).selectFrom('audit_entry').where('number', '<=', number)
  return asked.select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.min('at').as('oldest')]).executeTakeFirstOrThrow()
}

export async function removeUpTo(tx: Tx, number: number): Promise<void> {
  await writing<AuditTables>(tx).deleteFrom('audit_entry').where('number', '<=', number).execute()
}

/** How many entries wait for their seal, and since when. */
export async function sealLag(db: Db): Promise<{ waiting: number; oldest: Date | null }> {
  const asked = reading<AuditTables>(db).selectFrom('audit_entry').where('number', 'is', null)
  return asked.select((eb) => [eb.fn.countAll<number>().as('waiting'), eb.fn.min('at').as('oldest')]).executeTakeFirstOrThrow()
}

/** Entries that fit, newest first, from a position on towards the past. */
export async function entriesOf(db: Db, filter: AuditFilter, { after, most }: { after?: Position | undefined; most: number }): Promise<WrittenEntry[]> {
  const { from, to, deed, person, outcome, on } = filter
  let asked = rows(db).orderBy('audit_entry.at', 'desc').orderBy('audit_entry.id', 'desc').limit(most)
  if (from) asked = asked.where('audit_entry.at', '>=', from)
  if (to) asked = asked.where('audit_entry.at', '<', to)
  if (deed !== undefined) asked = asked.where('deed', '=', deed)
  if (outcome !== undefined) asked = asked.where('outcome', '=', outcome)
  if (person !== undefined) asked = asked.where(sql<boolean>`(by = ${person} or about::text = ${person})`)
  if (on !== undefined) asked = asked.where(sql<boolean>`starts_with("on", ${on})`)
  if (after) asked = asked.where(sql<boolean>`(audit_entry.at, audit_entry.id) < (${moment(after.at)}, ${after.id}::uuid)`)
  return (await asked.execute()).map((row) => rowFrom(row).entry)
}

/** The deeds that were ever noted, for whoever wants to choose one. */
export async function notedDeeds(db: Db): Promise<string[]> {
  const found = await reading<AuditTables>(db).selectFrom('audit_entry').select('deed').distinct().orderBy('deed').execute()
  return found.map(({ deed }) => deed)
}

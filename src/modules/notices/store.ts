import { sql } from 'kysely'
import type { Fact } from '#kernel/fact.ts'
import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import type { Standing } from './domain/sending.ts'
import type { NoticesTables, Said } from './tables.ts'

export type LetterRow = NoticesTables['letter']

export interface NewLetter extends Pick<LetterRow, 'id' | 'kind' | 'person' | 'occasion' | 'address_hash' | 'give_up_at'> {
  readonly body: Fact['body']
  readonly now: Date
}

/** A letter for the same occasion is written once. */
export async function addLetter(tx: Tx, { now, body, ...letter }: NewLetter): Promise<void> {
  const begun = { state: 'waiting', tries: 0, problem: null, next_try: now, made_at: now, sent_at: null, message_id: null, said: null } as const
  await writing<NoticesTables>(tx)
    .insertInto('letter')
    .values({ ...letter, ...begun, body: json(body) })
    .onConflict((conflict) => conflict.column('occasion').doNothing())
    .execute()
}

/**
 * Takes letters that are due, for one sender alone, until `leaseEnd`. One that is still being sent when its lease ends
 * was dropped by a sender that is gone.
 */
export async function claimDue(tx: Tx, { now, leaseEnd, most }: { now: Date; leaseEnd: Date; most: number }): Promise<LetterRow[]> {
  const db = writing<NoticesTables>(tx)
  const due = db.selectFrom('letter').select('id').where('next_try', '<=', now).orderBy('next_try').orderBy('id').limit(most).forUpdate().skipLocked()
  return db.updateTable('letter').set({ state: 'sending', next_try: leaseEnd, tries: sql`tries + 1` }).where('id', 'in', due).returningAll().execute()
}

/** Notes where a letter stands after a try; a letter that another took in hand meanwhile is left to it. */
export async function settleLetter(tx: Tx, letter: LetterRow, standing: Standing, sent?: { at: Date; messageId: string; said: Said }): Promise<void> {
  await writing<NoticesTables>(tx)
    .updateTable('letter')
    .set({
      state: standing.state,
      problem: standing.problem,
      next_try: standing.nextTry,
      ...(sent && { sent_at: sent.at, message_id: sent.messageId, said: json(sent.said) }),
    })
    .where('id', '=', letter.id)
    .where('state', '=', 'sending')
    .where('tries', '=', letter.tries)
    .execute()
}

export async function letterById(db: Db, id: string): Promise<LetterRow | undefined> {
  return reading<NoticesTables>(db).selectFrom('letter').selectAll().where('id', '=', id).executeTakeFirst()
}

export interface LetterFilter {
  readonly state?: LetterRow['state'] | undefined
  readonly kind?: string | undefined
  /** `YYYY-MM-DD` in Belgrade: the day it was written. */
  readonly day?: string | undefined
  /** Only those written before this one. */
  readonly after?: string | undefined
}

/** The last written first; ids sort by the moment. */
export async function lettersWhere(db: Db, { state, kind, day, after }: LetterFilter, most: number): Promise<LetterRow[]> {
  let query = reading<NoticesTables>(db).selectFrom('letter').selectAll().orderBy('id', 'desc').limit(most)
  if (state !== undefined) query = query.where('state', '=', state)
  if (kind !== undefined) query = query.where('kind', '=', kind)
  if (after !== undefined) query = query.where('id', '<', after)
  if (day !== undefined) query = query.where(sql<boolean>`(made_at at time zone 'Europe/Belgrade')::date = ${day}::date`)
  return query.execute()
}

/** Changes where letters stand, if they still stand where the asker saw them; says which were changed. */
export async function restand(tx: Tx, ids: readonly string[], from: readonly LetterRow['state'][], change: Partial<LetterRow>): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await writing<NoticesTables>(tx)
    .updateTable('letter')
    .set(change)
    .where('id', 'in', [...ids])
    .where('state', 'in', [...from])
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** All letters that wait for a person's hand. */
export async function troubled(db: Db): Promise<string[]> {
  const rows = await reading<NoticesTables>(db).selectFrom('letter').select('id').where('state', 'in', ['failed', 'parked']).execute()
  return rows.map(({ id }) => id)
}

export async function isUnwanted(db: Db, person: string, kind: string): Promise<boolean> {
  const row = await reading<NoticesTables>(db)
    .selectFrom('unwanted_letter')
    .select('kind')
    .where('person', '=', person)
    .where('kind', '=', kind)
    .executeTakeFirst()
  return row !== undefined
}

export async function addDeclineKey(tx: Tx, row: NoticesTables['decline_key']): Promise<void> {
  await writing<NoticesTables>(tx).insertInto('decline_key').values(row).execute()
}

export async function declineKey(db: Db, hash: string) {
  return reading<NoticesTables>(db).selectFrom('decline_key').select(['person', 'kind']).where('hash', '=', hash).executeTakeFirst()
}

export async function setUnwanted(tx: Tx, row: NoticesTables['unwanted_letter'], unwanted: boolean): Promise<void> {
  const db = writing<NoticesTables>(tx)
  if (unwanted)
    await db
      .insertInto('unwanted_letter')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  else await db.deleteFrom('unwanted_letter').where('person', '=', row.person).where('kind', '=', row.kind).execute()
}

/** Takes out everything that was written to these people. */
export async function removeLettersTo(tx: Tx, people: readonly string[]): Promise<void> {
  if (people.length === 0) return
  const db = writing<NoticesTables>(tx)
  for (const table of ['letter', 'unwanted_letter', 'decline_key'] as const)
    await db
      .deleteFrom(table)
      .where('person', 'in', [...people])
      .execute()
}

function json<T>(value: T): T {
  return JSON.stringify(value) as unknown as T
}

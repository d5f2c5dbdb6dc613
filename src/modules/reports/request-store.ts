import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import type { ReportsTables } from './tables.ts'

export type RequestRow = ReportsTables['privacy_request']

export async function addRequest(tx: Tx, row: RequestRow): Promise<void> {
  await writing<ReportsTables>(tx).insertInto('privacy_request').values(row).execute()
}

export async function findRequest(db: Db, id: string): Promise<RequestRow | undefined> {
  return reading<ReportsTables>(db).selectFrom('privacy_request').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function requestsOf(db: Db, person: string): Promise<RequestRow[]> {
  return reading<ReportsTables>(db).selectFrom('privacy_request').selectAll().where('person', '=', person).orderBy('asked_at', 'desc').execute()
}

/** Open ones first, the most pressing at the top; then those that are closed, the last first. */
export async function allRequests(db: Db, most = 200): Promise<RequestRow[]> {
  const requests = reading<ReportsTables>(db).selectFrom('privacy_request').selectAll()
  const open = await requests.where('state', '=', 'open').orderBy('due_at').execute()
  const closed = await requests.where('state', '!=', 'open').orderBy('closed_at', 'desc').limit(most).execute()
  return [...open, ...closed]
}

export async function changeRequest(tx: Tx, id: string, change: Partial<RequestRow>): Promise<void> {
  await writing<ReportsTables>(tx).updateTable('privacy_request').set(change).where('id', '=', id).execute()
}

/** Leaves that something was asked and how it ended, without what was written. */
export async function forgetWordsOf(tx: Tx, person: string): Promise<void> {
  await writing<ReportsTables>(tx).updateTable('privacy_request').set({ words: '', answer: null }).where('person', '=', person).execute()
}

/** A request as its clock is asked about it. */
export function clocked({ state, asked_at, due_at }: RequestRow) {
  return { state, askedAt: asked_at, dueAt: due_at }
}

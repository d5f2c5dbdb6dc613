/** Documents of states and profiles, each under its place and name. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import type { DocumentKind, RecordsTables } from './tables.ts'

/** Where documents belong: an activity, an agent, or both, and perhaps one registration. */
export interface DocumentPlace {
  readonly kind: DocumentKind
  readonly activity?: string | undefined
  readonly agent?: string | undefined
  readonly registration?: string | undefined
}

export type DocumentRow = RecordsTables['record_document']

function placeKey({ kind, activity = '', agent = '', registration = '' }: DocumentPlace): string {
  const hex = createHash('sha256')
    .update(JSON.stringify([kind, activity, agent, registration.toLowerCase()]))
    .digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
}

export function findDocument(db: Db, place: DocumentPlace, name: string): Promise<DocumentRow | undefined> {
  return reading<RecordsTables>(db).selectFrom('record_document').selectAll().where('place', '=', placeKey(place)).where('name', '=', name).executeTakeFirst()
}

/** The same, while nobody else changes it, be it there or not. */
export async function holdDocument(tx: Tx, place: DocumentPlace, name: string): Promise<DocumentRow | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${placeKey(place)} ${name}`}, 7415))`.execute(writing<RecordsTables>(tx))
  return findDocument(tx, place, name)
}

export type DocumentContent = Pick<DocumentRow, 'content_type' | 'body' | 'etag' | 'updated'>

export async function putDocument(tx: Tx, place: DocumentPlace, name: string, content: DocumentContent & { person: string | null }): Promise<void> {
  const { kind, activity = null, agent = null, registration = null } = place
  await writing<RecordsTables>(tx)
    .insertInto('record_document')
    .values({ place: placeKey(place), name, kind, activity, agent, registration, ...content })
    .onConflict((conflict) => conflict.columns(['place', 'name']).doUpdateSet({ ...content }))
    .execute()
}

export async function dropDocument(tx: Tx, place: DocumentPlace, name: string): Promise<void> {
  await writing<RecordsTables>(tx).deleteFrom('record_document').where('place', '=', placeKey(place)).where('name', '=', name).execute()
}

/** Without a registration those of every registration are meant (xAPI 1.0.3, Communication 2.3). */
export async function documentNames(db: Db, { kind, activity, agent, registration }: DocumentPlace, since?: Date): Promise<{ name: string; updated: Date }[]> {
  let query = reading<RecordsTables>(db).selectFrom('record_document').select(['name', 'updated']).where('kind', '=', kind)
  if (activity !== undefined) query = query.where('activity', '=', activity)
  if (agent !== undefined) query = query.where('agent', '=', agent)
  if (registration !== undefined) query = query.where('registration', '=', registration)
  if (since !== undefined) query = query.where('updated', '>', since)
  return query.orderBy('updated').execute()
}

export async function dropDocuments(tx: Tx, { kind, activity, agent, registration }: DocumentPlace): Promise<void> {
  let query = writing<RecordsTables>(tx).deleteFrom('record_document').where('kind', '=', kind)
  if (activity !== undefined) query = query.where('activity', '=', activity)
  if (agent !== undefined) query = query.where('agent', '=', agent)
  if (registration !== undefined) query = query.where('registration', '=', registration)
  await query.execute()
}

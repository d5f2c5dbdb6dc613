/** Who works where, and who is responsible for training where. */
import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import { belowInSql } from './place-store.ts'
import type { InstitutionTables } from './tables.ts'

export type PostingRow = InstitutionTables['posting']
export type FocalPointRow = InstitutionTables['focal_point']

/** Places a list may speak of; a person posted at none of them is not in it. */
export type Reach = 'everywhere' | readonly string[]

export async function postingRows(db: Db, given: { reach?: Reach; person?: string; place?: string } = {}): Promise<PostingRow[]> {
  const { reach = 'everywhere', person, place } = given
  let query = reading<InstitutionTables>(db).selectFrom('posting').selectAll().orderBy('from_day', 'desc').orderBy('id')
  if (reach !== 'everywhere') query = query.where('place', 'in', belowInSql(reach))
  if (person !== undefined) query = query.where('person', '=', person)
  if (place !== undefined) query = query.where('place', 'in', belowInSql([place]))
  return query.execute()
}

export async function findPosting(db: Db, id: string): Promise<PostingRow | undefined> {
  return reading<InstitutionTables>(db).selectFrom('posting').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function addPosting(tx: Tx, row: PostingRow): Promise<void> {
  await writing<InstitutionTables>(tx).insertInto('posting').values(row).execute()
}

export async function changePosting(tx: Tx, id: string, change: Partial<Pick<PostingRow, 'post' | 'from_day' | 'to_day'>>): Promise<void> {
  await writing<InstitutionTables>(tx).updateTable('posting').set(change).where('id', '=', id).execute()
}

export async function focalPointRows(db: Db, given: { reach?: Reach; place?: string; person?: string } = {}): Promise<FocalPointRow[]> {
  const { reach = 'everywhere', place, person } = given
  let query = reading<InstitutionTables>(db).selectFrom('focal_point').selectAll().orderBy('from_day', 'desc').orderBy('id')
  if (reach !== 'everywhere') query = query.where('place', 'in', belowInSql(reach))
  if (place !== undefined) query = query.where('place', '=', place)
  if (person !== undefined) query = query.where('person', '=', person)
  return query.execute()
}

export async function findFocalPoint(db: Db, id: string): Promise<FocalPointRow | undefined> {
  return reading<InstitutionTables>(db).selectFrom('focal_point').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function addFocalPoint(tx: Tx, row: FocalPointRow): Promise<void> {
  await writing<InstitutionTables>(tx).insertInto('focal_point').values(row).execute()
}

export async function dropTenure(tx: Tx, table: 'posting' | 'focal_point', id: string): Promise<void> {
  await writing<InstitutionTables>(tx).deleteFrom(table).where('id', '=', id).execute()
}

export async function endFocalPointRow(tx: Tx, id: string, to_day: string | null): Promise<void> {
  await writing<InstitutionTables>(tx).updateTable('focal_point').set({ to_day }).where('id', '=', id).execute()
}

/** Takes a person out: her postings and duties go, and changes she made stay without her. */
export async function forgetPerson(tx: Tx, person: string): Promise<void> {
  const db = writing<InstitutionTables>(tx)
  await db.deleteFrom('posting').where('person', '=', person).execute()
  await db.deleteFrom('focal_point').where('person', '=', person).execute()
  await db.deleteFrom('tenure_change').where('person', '=', person).execute()
  await db.updateTable('tenure_change').set({ by_person: null }).where('by_person', '=', person).execute()
  await db.updateTable('posting').set({ noted_by: null }).where('noted_by', '=', person).execute()
  await db.updateTable('focal_point').set({ noted_by: null }).where('noted_by', '=', person).execute()
  await db.updateTable('register_change').set({ by_person: null }).where('by_person', '=', person).execute()
}

import { sql } from 'kysely'
import { personIds } from '#modules/people/index.ts'
import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import type { ReportsTables } from './tables.ts'

export type ExportRow = ReportsTables['personal_export']
export type ErasureRow = ReportsTables['erasure']

/** False when one is being made for that person already. */
export async function addExport(tx: Tx, row: ExportRow): Promise<boolean> {
  const rows = await writing<ReportsTables>(tx)
    .insertInto('personal_export')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return rows.length === 1
}

export async function findExport(db: Db, id: string): Promise<ExportRow | undefined> {
  return reading<ReportsTables>(db).selectFrom('personal_export').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The archives of a person, whichever of her accounts asked, the last first. */
export async function exportsOf(db: Db, person: string): Promise<ExportRow[]> {
  return reading<ReportsTables>(db)
    .selectFrom('personal_export')
    .selectAll()
    .where('person', 'in', await personIds(db, person))
    .orderBy('asked_at', 'desc')
    .execute()
}

export async function changeExport(tx: Tx, id: string, change: Partial<ExportRow>): Promise<void> {
  await writing<ReportsTables>(tx).updateTable('personal_export').set(change).where('id', '=', id).execute()
}

/** Marks the archives whose time is over, and says which blobs held them. */
export async function expireExports(tx: Tx, now: Date): Promise<string[]> {
  const rows = await writing<ReportsTables>(tx)
    .updateTable('personal_export as gone')
    .from('personal_export as before')
    .set({ state: 'gone', hash: null, size: null })
    .whereRef('gone.id', '=', 'before.id')
    .where('gone.state', '=', 'ready')
    .where('gone.expires_at', '<', now)
    .returning('before.hash')
    .execute()
  return rows.flatMap(({ hash }) => hash ?? [])
}

/** Takes out the archives of a person, also those on their way; gives the blobs that held them. */
export async function removeExports(tx: Tx, person: string): Promise<string[]> {
  const rows = await writing<ReportsTables>(tx).deleteFrom('personal_export').where('person', '=', person).returning('hash').execute()
  return rows.flatMap(({ hash }) => hash ?? [])
}

/** Takes out all that the sample's people asked, proposed and confirmed. */
export async function removeReportsOf(tx: Tx, people: readonly string[]): Promise<void> {
  if (people.length === 0) return
  const db = writing<ReportsTables>(tx)
  for (const table of ['erasure', 'privacy_request', 'idle_warning'] as const)
    await db
      .deleteFrom(table)
      .where('person', 'in', [...people])
      .execute()
  await db
    .deleteFrom('retention_proposal')
    .where((row) => row.or([row('proposed_by', 'in', [...people]), row('confirmed_by', 'in', [...people])]))
    .execute()
}

/** Lets one after another ask for, undo or carry out an erasure. */
export async function oneErasureAtATime(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('reports/erasure', 0))`.execute(writing<ReportsTables>(tx))
}

export async function addErasure(tx: Tx, row: ErasureRow): Promise<void> {
  await writing<ReportsTables>(tx).insertInto('erasure').values(row).execute()
}

/** The erasure of a person that was asked for and not undone, whichever of her accounts asked. */
export async function erasureOf(db: Db, person: string): Promise<ErasureRow | undefined> {
  return reading<ReportsTables>(db)
    .selectFrom('erasure')
    .selectAll()
    .where('person', 'in', await personIds(db, person))
    .where('undone_at', 'is', null)
    .executeTakeFirst()
}

export async function findErasure(db: Db, id: string): Promise<ErasureRow | undefined> {
  return reading<ReportsTables>(db).selectFrom('erasure').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function changeErasure(tx: Tx, id: string, change: Partial<ErasureRow>): Promise<void> {
  await writing<ReportsTables>(tx).updateTable('erasure').set(change).where('id', '=', id).execute()
}

export async function dueErasures(db: Db, now: Date): Promise<string[]> {
  const rows = await reading<ReportsTables>(db)
    .selectFrom('erasure')
    .select('id')
    .where('due_at', '<=', now)
    .where('undone_at', 'is', null)
    .where('done_at', 'is', null)
    .orderBy('due_at')
    .execute()
  return rows.map(({ id }) => id)
}

export async function warningsOf(db: Db): Promise<Map<string, Date>> {
  const rows = await reading<ReportsTables>(db).selectFrom('idle_warning').selectAll().execute()
  return new Map(rows.map(({ person, warned_at }) => [person, warned_at]))
}

export async function noteWarning(tx: Tx, person: string, at: Date): Promise<void> {
  await writing<ReportsTables>(tx)
    .insertInto('idle_warning')
    .values({ person, warned_at: at })
    .onConflict((conflict) => conflict.column('person').doUpdateSet({ warned_at: at }))
    .execute()
}

/** The history of the register: what every change found and what it left. */
import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import type { EntryKind } from './domain/entry.ts'
import type { InstitutionTables, RegisterChangeRow } from './tables.ts'

export async function addChange(tx: Tx, row: RegisterChangeRow): Promise<void> {
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value))
  await writing<InstitutionTables>(tx)
    .insertInto('register_change')
    .values({ ...row, before: json(row.before), after: json(row.after) })
    .execute()
}

/** The changes of an entry, the last one first. */
export async function changesOf(db: Db, kind: EntryKind, code: string): Promise<RegisterChangeRow[]> {
  return reading<InstitutionTables>(db)
    .selectFrom('register_change')
    .selectAll()
    .where('kind', '=', kind)
    .where('code', '=', code)
    .orderBy('version', 'desc')
    .execute()
}

export async function findChange(db: Db, id: string): Promise<RegisterChangeRow | undefined> {
  return reading<InstitutionTables>(db).selectFrom('register_change').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The highest number a change of this code ever had, so that a code that comes back never repeats one. */
export async function lastVersion(db: Db, kind: EntryKind, code: string): Promise<number> {
  const row = await reading<InstitutionTables>(db)
    .selectFrom('register_change')
    .select((eb) => eb.fn.max('version').as('version'))
    .where('kind', '=', kind)
    .where('code', '=', code)
    .executeTakeFirst()
  return row?.version ?? 0
}

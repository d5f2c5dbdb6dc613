import type { PersonId } from '#kernel/id.ts'
import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import type { ExampleTables } from './tables.ts'

export interface Entry {
  readonly id: string
  readonly title: string
}

/** The entries of a person, oldest first. */
export function entriesOf(db: Db, person: PersonId): Promise<Entry[]> {
  return reading<ExampleTables>(db).selectFrom('example_entry').select(['id', 'title']).where('person', '=', person).orderBy('id').execute()
}

export async function countEntriesOf(db: Db, person: PersonId): Promise<number> {
  const row = await reading<ExampleTables>(db)
    .selectFrom('example_entry')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('person', '=', person)
    .executeTakeFirstOrThrow()
  return row.count
}

/** False when that entry is there already. */
export async function saveEntry(tx: Tx, entry: ExampleTables['example_entry']): Promise<boolean> {
  const rows = await writing<ExampleTables>(tx)
    .insertInto('example_entry')
    .values(entry)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return rows.length === 1
}

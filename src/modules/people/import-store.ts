/** SQL of the import of people. */
import type { Selectable } from 'kysely'
import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import { nameKey } from './domain/name-key.ts'
import type { ImportLine, KnownPerson } from './domain/people-import.ts'
import type { Role } from './domain/roles.ts'
import type { PeopleTables } from './tables.ts'

export type ImportRow = Selectable<PeopleTables['people_import']>
/** PostgreSQL takes at most 65,535 values in one statement. */
const atOnce = 1000

export async function addImport(tx: Tx, row: ImportRow): Promise<void> {
  await writing<PeopleTables>(tx).deleteFrom('people_import').where('expires_at', '<', row.made_at).execute()
  await writing<PeopleTables>(tx).insertInto('people_import').values(row).execute()
}

/** Only for the one who uploaded it. */
export async function findImport(db: Db, id: string, by: string, now: Date): Promise<ImportRow | undefined> {
  return reading<PeopleTables>(db)
    .selectFrom('people_import')
    .selectAll()
    .where('id', '=', id)
    .where('by_person', '=', by)
    .where('expires_at', '>', now)
    .executeTakeFirst()
}

/** The table itself is not kept once it was brought in. */
export async function markImportDone(tx: Tx, id: string, now: Date): Promise<void> {
  await writing<PeopleTables>(tx).updateTable('people_import').set({ done_at: now, body: null }).where('id', '=', id).execute()
}

/** People who have one of these addresses or one of these names. */
export async function findKnown(db: Db, lines: readonly ImportLine[]): Promise<KnownPerson[]> {
  const emails = lines.flatMap(({ email }) => email ?? [])
  const keys = [...new Set(lines.map(({ key }) => key))]
  const columns = ['id', 'display_name as name', 'name_key as key', 'login', 'place'] as const
  const known = new Map<string, KnownPerson>()
  for (const [column, values] of [['login', emails] as const, ['name_key', keys] as const])
    for (let from = 0; from < values.length; from += atOnce) {
      const rows = await reading<PeopleTables>(db)
        .selectFrom('person')
        .select(columns)
        .where(column, 'in', values.slice(from, from + atOnce))
        .execute()
      for (const row of rows) known.set(row.id, row)
    }
  return [...known.values()]
}

export interface ImportedPerson extends ImportLine {
  readonly id: string
}

/** Writes new accounts with their roles; false when somebody took one of the addresses meanwhile. */
export async function addImported(tx: Tx, people: readonly ImportedPerson[], given: { import: string; now: Date }): Promise<boolean> {
  const db = writing<PeopleTables>(tx)
  for (let from = 0; from < people.length; from += atOnce) {
    const part = people.slice(from, from + atOnce)
    const rows = await db
      .insertInto('person')
      .values(part.map((one) => rowOf(one, given.now)))
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .execute()
    if (rows.length < part.length) return false
    await db
      .insertInto('role_grant')
      .values(part.flatMap(grantsFor).map((grant) => ({ ...grant, from_day: null, to_day: null })))
      .execute()
    await db
      .insertInto('people_import_person')
      .values(part.map(({ id }) => ({ import: given.import, person: id })))
      .execute()
  }
  return true
}

function rowOf({ id, name, email, place, variant }: ImportedPerson, now: Date) {
  const nothing = { email_confirmed_at: null, password_hash: null, name_cyrillic: null, name_latin: null, name_confirmed_at: null, disabled_at: null }
  return { ...nothing, id, login: email ?? id, email, display_name: name, name_key: nameKey(name), place, variant, created_at: now }
}

function grantsFor({ id, role, place }: ImportedPerson): { person: string; role: Role; scope: string }[] {
  const learner = { person: id, role: 'learner' as const, scope: '' }
  return role === 'learner' ? [learner] : [learner, { person: id, role, scope: place ?? '' }]
}

/** Those whom an import brought in and who have neither an e-mail nor entered yet. */
export async function waitingForCode(db: Db, id: string): Promise<string[]> {
  const rows = await reading<PeopleTables>(db)
    .selectFrom('people_import_person')
    .innerJoin('person', 'person.id', 'people_import_person.person')
    .select('person.id')
    .where('import', '=', id)
    .where('email', 'is', null)
    .where('password_hash', 'is', null)
    .where('disabled_at', 'is', null)
    .where('merged_into', 'is', null)
    .orderBy('name_key')
    .execute()
  return rows.map((row) => row.id)
}

import type { PersonId } from '#kernel/id.ts'
import { type Db, reading } from '#platform/db.ts'
import type { PeopleTables } from '../tables.ts'
import { restrictedPeople } from './consents.ts'

/** A person as those see her who are responsible for her: a name in both scripts, nothing to reach or to sign in by. */
export interface PersonName {
  readonly id: PersonId
  readonly name: string
  readonly nameLatin: string
}

/** Names of people whose accounts are open and stand for themselves, of these ids or of all; nobody whose data are only to be kept. */
export async function namesOf(db: Db, ids: readonly string[] | 'all'): Promise<PersonName[]> {
  if (ids !== 'all' && ids.length === 0) return []
  let query = reading<PeopleTables>(db)
    .selectFrom('person')
    .select(['id', 'display_name', 'name_cyrillic', 'name_latin'])
    .where('disabled_at', 'is', null)
    .where('merged_into', 'is', null)
  if (ids !== 'all') query = query.where('id', 'in', [...ids])
  const [rows, restricted] = [await query.execute(), await restrictedPeople(db)]
  return rows
    .filter(({ id }) => !restricted.has(id))
    .map((row) => ({ id: row.id as PersonId, name: row.name_cyrillic ?? row.display_name, nameLatin: row.name_latin ?? row.display_name }))
}

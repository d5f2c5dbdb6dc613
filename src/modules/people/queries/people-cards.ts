import type { PersonId } from '#kernel/id.ts'
import { type Db, reading } from '#platform/db.ts'
import type { PeopleTables } from '../tables.ts'
import type { PersonCard } from './people.ts'

/** The cards of some persons, for lists that know their ids. */
export function cardsOf(db: Db, ids: readonly string[]): Promise<PersonCard[]> {
  return cardsWhere(db, 'id', ids)
}

/** The persons who sign in with these; nobody for a login that is not there. */
export function cardsByLogin(db: Db, logins: readonly string[]): Promise<PersonCard[]> {
  return cardsWhere(db, 'login', logins)
}

async function cardsWhere(db: Db, column: 'id' | 'login', values: readonly string[]): Promise<PersonCard[]> {
  if (values.length === 0) return []
  const rows = await reading<PeopleTables>(db)
    .selectFrom('person')
    .select(['id', 'login', 'display_name', 'email', 'variant'])
    .where(column, 'in', [...values])
    .execute()
  return rows.map(({ id, login, display_name, email, variant }) => ({ id: id as PersonId, login, displayName: display_name, email, variant }))
}

/** The same as `same-person.ts` for many at once, for lists: one query, however many there are. */
import type { PersonId } from '#kernel/id.ts'
import { type Db, reading } from '#platform/db.ts'
import type { PeopleTables } from '../tables.ts'

/** For each of these accounts the one that stands for its person. One that is not there is left out. */
export async function survivorsOf(db: Db, accounts: readonly string[]): Promise<Map<PersonId, PersonId>> {
  if (accounts.length === 0) return new Map()
  const rows = await reading<PeopleTables>(db)
    .withRecursive('up', (up) =>
      up
        .selectFrom('person')
        .select(['id as account', 'id', 'merged_into'])
        .where('id', 'in', [...accounts])
        .union((next) => next.selectFrom('up').innerJoin('person as p', 'p.id', 'up.merged_into').select(['up.account', 'p.id', 'p.merged_into'])),
    )
    .selectFrom('up')
    .select(['account', 'id'])
    .where('merged_into', 'is', null)
    .execute()
  return new Map(rows.map(({ account, id }) => [account as PersonId, id as PersonId]))
}

/** All accounts of these people, who stand for themselves, each with the person whose it is. */
export async function accountsOf(db: Db, people: readonly string[]): Promise<Map<PersonId, PersonId>> {
  if (people.length === 0) return new Map()
  const rows = await reading<PeopleTables>(db)
    .withRecursive('same', (same) =>
      same
        .selectFrom('person')
        .select(['id as account', 'id as person'])
        .where('id', 'in', [...people])
        .union((next) => next.selectFrom('same').innerJoin('person as p', 'p.merged_into', 'same.account').select(['p.id as account', 'same.person'])),
    )
    .selectFrom('same')
    .select(['account', 'person'])
    .execute()
  return new Map(rows.map(({ account, person }) => [account as PersonId, person as PersonId]))
}

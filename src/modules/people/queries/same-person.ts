/** Accounts that turned out to be one person's. Her rows stay where they are; whoever reads them asks here whose they are. */
import type { PersonId } from '#kernel/id.ts'
import { type Db, reading } from '#platform/db.ts'
import type { PeopleTables } from '../tables.ts'

/** All ids that are this person: her own, that of the account that stands for her, and those merged into it. */
export async function personIds(db: Db, person: string): Promise<PersonId[]> {
  const rows = await reading<PeopleTables>(db)
    .withRecursive('up', (up) =>
      up
        .selectFrom('person')
        .select(['id', 'merged_into'])
        .where('id', '=', person)
        .union((next) => next.selectFrom('up').innerJoin('person as p', 'p.id', 'up.merged_into').select(['p.id', 'p.merged_into'])),
    )
    .withRecursive('same', (same) =>
      same
        .selectFrom('up')
        .select('id')
        .where('merged_into', 'is', null)
        .union((next) => next.selectFrom('same').innerJoin('person as p', 'p.merged_into', 'same.id').select('p.id')),
    )
    .selectFrom('same')
    .select('id')
    .execute()
  const ids = rows.map(({ id }) => id as PersonId)
  return ids.includes(person as PersonId) ? ids : [person as PersonId, ...ids]
}

/** Whether a thing of this owner is this person's. */
export async function isSamePerson(db: Db, owner: string | undefined, person: string): Promise<boolean> {
  if (owner === undefined || owner === person) return owner === person
  return (await personIds(db, person)).includes(owner as PersonId)
}

/** The account that stands for a person: her own unless it was merged into another. */
export async function survivorOf(db: Db, person: string): Promise<PersonId> {
  const row = await reading<PeopleTables>(db)
    .withRecursive('up', (up) =>
      up
        .selectFrom('person')
        .select(['id', 'merged_into'])
        .where('id', '=', person)
        .union((next) => next.selectFrom('up').innerJoin('person as p', 'p.id', 'up.merged_into').select(['p.id', 'p.merged_into'])),
    )
    .selectFrom('up')
    .select('id')
    .where('merged_into', 'is', null)
    .executeTakeFirst()
  return (row?.id ?? person) as PersonId
}

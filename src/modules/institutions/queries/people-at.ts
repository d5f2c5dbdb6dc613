import type { PersonId } from '#kernel/id.ts'
import { personIds, type Scope, survivorsOf } from '#modules/people/index.ts'
import { type Db, reading } from '#platform/db.ts'
import { belowInSql } from '../place-store.ts'
import { postingRows, type Reach } from '../posting-store.ts'
import type { InstitutionTables } from '../tables.ts'

/** A post that a person holds or held somewhere; without one while nobody has said it. */
export interface Posting {
  readonly id: string
  readonly person: PersonId
  readonly post: string | null
  readonly place: Scope
  readonly from: string
  readonly to?: string
}

/** Everybody posted on a day in some places or below them, whichever of her accounts that was written for. */
export async function peopleAt(db: Db, reach: Reach, day: string): Promise<PersonId[]> {
  const rows = await reading<InstitutionTables>(db)
    .selectFrom('posting')
    .select('person')
    .distinct()
    .where('from_day', '<=', day)
    .where((row) => row.or([row('to_day', 'is', null), row('to_day', '>=', day)]))
    .$if(reach !== 'everywhere', (query) => query.where('place', 'in', belowInSql(reach === 'everywhere' ? [] : reach)))
    .orderBy('person')
    .execute()
  const survivors = await survivorsOf(
    db,
    rows.map(({ person }) => person),
  )
  return [...new Set(survivors.values())]
}

/** All posts of a person, the latest first, whichever of her accounts they were written for. */
export async function postingsOf(db: Db, person: PersonId): Promise<Posting[]> {
  const rows: InstitutionTables['posting'][] = []
  for (const id of await personIds(db, person)) rows.push(...(await postingRows(db, { person: id })))
  return rows.map(postingOf).toSorted((a, b) => b.from.localeCompare(a.from))
}

/** The postings in some places or below them; `place` narrows to one of these and what is below it. */
export async function postingsIn(db: Db, reach: Reach, place?: Scope): Promise<Posting[]> {
  return (await postingRows(db, { reach, ...(place !== undefined && { place }) })).map(postingOf)
}

/**
 * Whether a person is or was posted in some places or below them, under any of her accounts. Who answers only for these may decide
 * about nobody else: else a login that she knows would open to her what somebody from elsewhere has learned.
 */
export async function wasPostedIn(db: Db, reach: Reach, person: string): Promise<boolean> {
  if (reach === 'everywhere') return true
  for (const id of await personIds(db, person as PersonId)) if ((await postingRows(db, { person: id, reach })).length > 0) return true
  return false
}

function postingOf({ id, person, post, place, from_day, to_day }: InstitutionTables['posting']): Posting {
  return { id, person: person as PersonId, post, place, from: from_day, ...(to_day !== null && { to: to_day }) }
}

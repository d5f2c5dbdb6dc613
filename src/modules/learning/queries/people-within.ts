import { isUuid, type PersonId } from '#kernel/id.ts'
import { peopleAt } from '#modules/institutions/index.ts'
import { type Deed, namesOf, type SignedIn, scopesFor } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import type { Db } from '#platform/db.ts'

export interface Within {
  readonly actor: SignedIn
  readonly deed: Deed
  readonly people: readonly string[]
}

/** Those of these people for whom somebody may do a deed today: by where they work, or anybody who has an account. */
export async function peopleWithin(app: App, db: Db, { actor, deed, people }: Within): Promise<PersonId[]> {
  const scopes = scopesFor(actor, deed)
  const known = await namesOf(db, people.filter(isUuid))
  if (scopes === 'everywhere' || known.length === 0) return known.map(({ id }) => id)
  if (scopes.length === 0) return []
  const there = new Set(await peopleAt(db, scopes, app.now().toISOString().slice(0, 10)))
  return known.map(({ id }) => id).filter((id) => there.has(id))
}

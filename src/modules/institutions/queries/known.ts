import { areas, jurisdictions } from '#modules/areas/index.ts'
import type { Db } from '#platform/db.ts'
import type { Known } from '../domain/faults.ts'
import { parentsOf } from '../place-store.ts'
import { registerTerms } from '../store.ts'

/** Everything an entry may name. */
export async function whatIsKnown(db: Db): Promise<Known> {
  const terms = await registerTerms(db)
  const parents = await parentsOf(db)
  const codes = (list: readonly { readonly code: string }[]) => new Set(list.map(({ code }) => code))
  return { ...terms, parents, jurisdictions: codes(await jurisdictions(db)), areas: codes(await areas(db)) }
}

import type { Block } from '@putokaz/manuscript'
import type { Variant } from '#kernel/localized.ts'
import { areas } from '#modules/areas/index.ts'
import { acts } from '#modules/laws/index.ts'
import type { Db } from '#platform/db.ts'
import { areasOf, type CitedActs, namedActs, type ShownArea } from '../domain/beside.ts'

/** Names and addresses of the acts that passages cite. */
export async function citedActs(db: Db, blocks: readonly Block[], variant: Variant): Promise<CitedActs> {
  return namedActs(await acts(db), blocks, variant)
}

/** The areas of those codes, in the order of the plan. */
export async function namedAreas(db: Db, codes: readonly string[], variant: Variant): Promise<ShownArea[]> {
  return areasOf(await areas(db), codes, variant)
}

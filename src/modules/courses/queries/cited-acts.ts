import { allBlocks, type Block } from '@putokaz/manuscript'
import type { Variant } from '#kernel/localized.ts'
import { acts } from '#modules/laws/index.ts'
import type { Db } from '#platform/db.ts'
import { type CitedActs, namedActs } from '../domain/shown-text.ts'

/** Names and addresses of the acts that passages cite. */
export async function citedActs(db: Db, blocks: readonly Block[], variant: Variant): Promise<CitedActs> {
  const cites = allBlocks([...blocks]).flatMap(({ origin }) => origin.cites)
  return namedActs(await acts(db), cites, variant)
}

import type { SearchText } from '#kernel/search-text.ts'
import type { Db } from '#platform/db.ts'
import { toolText } from '../domain/search-texts.ts'
import { allTools } from '../store.ts'

/** What search says of all tools. */
export async function toolSearchTexts(db: Db): Promise<SearchText[]> {
  return (await allTools(db)).map(toolText)
}

import type { Variant } from '#kernel/localized.ts'
import { areas } from '#modules/areas/index.ts'
import type { App } from '#platform/app.ts'
import type { Db } from '#platform/db.ts'
import { shelfPaper } from '../domain/document.ts'
import type { Filters } from '../domain/facets.ts'
import { type ShelfPage, type Shelves, shownShelf } from '../domain/shelf-page.ts'
import { allDocuments, manualCards } from '../store.ts'

/** The shelves of the library for a reader, narrowed by the filters. */
export async function shelfPage(app: App, filters: Filters, variant: Variant): Promise<ShelfPage> {
  return shownShelf(await shelves(app.db), filters, variant)
}

/** All that stands on the shelves. */
export async function shelves(db: Db): Promise<Shelves> {
  const [manuals, documents, known] = await Promise.all([manualCards(db), allDocuments(db), areas(db)])
  return { manuals, documents: documents.map(shelfPaper), areas: known }
}

import type { Variant } from '#kernel/localized.ts'
import { areas } from '#modules/areas/index.ts'
import type { App } from '#platform/app.ts'
import { type IndexPage, shownIndex } from '../domain/index-page.ts'
import { termFinder } from '../domain/term-links.ts'
import { allTerms } from '../store.ts'
import { chapterText } from './manual-page.ts'
import { manual } from './manuals.ts'

/** The index of a manual for a reader; null when there is no such manual. */
export async function indexPage(app: App, slug: string, variant: Variant): Promise<IndexPage | null> {
  const edition = await manual(app.db, slug)
  if (!edition) return null
  const terms = await allTerms(app.db)
  const texts = edition.chapters.map((chapter) => chapterText(app, edition, chapter, variant))
  return shownIndex({ edition, texts, areas: await areas(app.db), terms, finder: (written) => termFinder(terms, written) }, variant)
}

import type { Variant } from '#kernel/localized.ts'
import type { App } from '#platform/app.ts'
import { type GlossaryPage, shownGlossary } from '../domain/glossary-page.ts'
import { allTerms } from '../store.ts'

/** The glossary in the order of the reader's alphabet. */
export async function glossaryPage(app: App, variant: Variant): Promise<GlossaryPage> {
  return shownGlossary(await allTerms(app.db), variant)
}

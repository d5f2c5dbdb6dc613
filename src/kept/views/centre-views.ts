/** Pages of the Centre out of what a device has kept: the same data as the server gives to the same pages. */
import type { Variant } from '#kernel/localized.ts'
import { type CatalogueFilter, narrowed, shownCatalogue } from '#modules/courses/domain/catalogue-page.ts'
import type { Filters } from '#modules/library/domain/facets.ts'
import { shownGlossary } from '#modules/library/domain/glossary-page.ts'
import { shownShelf } from '#modules/library/domain/shelf-page.ts'
import { shownCard } from '#modules/tools/domain/tool-page.ts'
import { shownStart } from '../../routes/[variant=variant]/(read)/start-page.ts'
import type { KeptCentre } from '../contract.ts'

export function startView(kept: KeptCentre, variant: Variant) {
  return shownStart(kept, variant)
}

export function catalogueView(kept: KeptCentre, variant: Variant, filter: CatalogueFilter = {}) {
  return narrowed(shownCatalogue(kept, variant), filter)
}

export function libraryView(kept: KeptCentre, variant: Variant, filters: Filters = {}) {
  return { filters, shelf: shownShelf(kept, filters, variant) }
}

export function glossaryView(kept: KeptCentre, variant: Variant) {
  return { glossary: shownGlossary(kept.terms, variant) }
}

export function toolsView(kept: KeptCentre, variant: Variant) {
  return { tools: kept.tools.map((tool) => shownCard(tool, variant)) }
}

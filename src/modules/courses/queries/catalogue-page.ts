import type { Variant } from '#kernel/localized.ts'
import { areas } from '#modules/areas/index.ts'
import type { App } from '#platform/app.ts'
import { type CataloguePage, shownCatalogue } from '../domain/catalogue-page.ts'
import { catalogue } from '../store.ts'
import { keptView } from './kept-view.ts'

/** The whole catalogue for a reader; narrowing it down is the page's affair. */
export function cataloguePage(app: App, variant: Variant): Promise<CataloguePage> {
  return keptView(app, `catalogue/${variant}`, async () => {
    const [cards, known] = await Promise.all([catalogue(app.db), areas(app.db)])
    return shownCatalogue({ cards, areas: known }, variant)
  })
}

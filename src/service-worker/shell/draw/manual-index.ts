import { manualIndexView } from '#kept/views/manual-views.ts'
import Page from '../../../routes/[variant=variant]/(read)/library/manuals/[slug]/index/+page.svelte'
import { type Draw, dataOf } from '../drawn.ts'
import { keptManual } from '../kept-content.ts'

export const draw: Draw<{ page: 'manual-index'; slug: string }> = async ({ variant, place }) => {
  const kept = await keptManual(place.slug)
  return kept && { component: Page, data: dataOf(variant, manualIndexView(kept, variant)) }
}

import { printView } from '#kept/views/manual-views.ts'
import Page from '../../../routes/[variant=variant]/(read)/library/manuals/[slug]/print/+page.svelte'
import { type Draw, dataOf } from '../drawn.ts'
import { keptManual } from '../kept-content.ts'

export const draw: Draw<{ page: 'manual-print'; slug: string }> = async ({ variant, place }) => {
  const kept = await keptManual(place.slug)
  return kept && { component: Page, data: dataOf(variant, printView(kept, variant)) }
}

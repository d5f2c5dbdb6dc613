import { toolView } from '#kept/views/tool-views.ts'
import Page from '../../../routes/[variant=variant]/(read)/tools/[slug]/+page.svelte'
import { type Draw, dataOf } from '../drawn.ts'
import { keptTool } from '../kept-content.ts'

export const draw: Draw<{ page: 'tool'; slug: string }> = async ({ variant, place }) => {
  const kept = await keptTool(place.slug)
  return kept && { component: Page, data: dataOf(variant, toolView(kept, variant)) }
}

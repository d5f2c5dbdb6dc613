import { toolsView } from '#kept/views/centre-views.ts'
import Page from '../../../routes/[variant=variant]/(read)/tools/+page.svelte'
import { type Draw, dataOf } from '../drawn.ts'
import { keptCentre } from '../kept-content.ts'

export const draw: Draw = async ({ variant }) => {
  const kept = await keptCentre()
  return kept && { component: Page, data: dataOf(variant, toolsView(kept, variant)) }
}

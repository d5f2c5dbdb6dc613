import { checklistsView } from '#kept/views/manual-views.ts'
import Page from '../../../routes/[variant=variant]/(read)/library/manuals/[slug]/checklists/+page.svelte'
import { type Draw, dataOf } from '../drawn.ts'
import { keptManual } from '../kept-content.ts'

export const draw: Draw<{ page: 'checklists'; slug: string }> = async ({ variant, place }) => {
  const kept = await keptManual(place.slug)
  return kept && { component: Page, data: dataOf(variant, checklistsView(kept, variant)) }
}

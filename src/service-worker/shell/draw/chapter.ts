import { chapterView } from '#kept/views/manual-views.ts'
import Page from '../../../routes/[variant=variant]/(read)/library/manuals/[slug]/[chapter]/+page.svelte'
import { type Draw, dataOf } from '../drawn.ts'
import { keptManual } from '../kept-content.ts'

export const draw: Draw<{ page: 'chapter'; slug: string; chapter: string }> = async ({ variant, place }) => {
  const kept = await keptManual(place.slug)
  const view = kept && chapterView(kept, place.chapter, variant)
  return view && { component: Page, data: dataOf(variant, view) }
}

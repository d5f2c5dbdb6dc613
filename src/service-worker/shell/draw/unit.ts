import { unitView } from '../../../kept/views/course-views.ts'
import Page from '../../../routes/[variant=variant]/(read)/courses/[code]/[unit]/+page.svelte'
import { type Draw, dataOf } from '../drawn.ts'
import { keptCourse } from '../kept-content.ts'

export const draw: Draw<{ page: 'unit'; code: string; unit: string }> = async ({ variant, place }) => {
  const kept = await keptCourse(place.code)
  const view = kept && unitView(kept, place.unit, variant)
  return view && { component: Page, data: dataOf(variant, view) }
}

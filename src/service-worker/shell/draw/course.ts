import { courseView } from '#kept/views/course-views.ts'
import Page from '../../../routes/[variant=variant]/(read)/courses/[code]/+page.svelte'
import { type Draw, dataOf } from '../drawn.ts'
import { keptCourse } from '../kept-content.ts'
import { ownHere } from '../own-here.ts'

export const draw: Draw<{ page: 'course'; code: string }> = async ({ variant, place }) => {
  const kept = await keptCourse(place.code)
  return kept && { component: Page, data: dataOf(variant, { ...courseView(kept, variant), own: await ownHere(place.code) }) }
}

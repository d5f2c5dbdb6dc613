import { unitView } from '#kept/views/course-views.ts'
import Page from '../../../routes/[variant=variant]/(read)/courses/[code]/[unit]/+page.svelte'
import { type Draw, dataOf } from '../drawn.ts'
import { keptCourse } from '../kept-content.ts'
import { ownHere } from '../own-here.ts'

/** The same scripts bring it to life as on the server's page: they find note and bookmark in the outbox, or in the visitor's own record. */
export const draw: Draw<{ page: 'unit'; code: string; unit: string }> = async ({ variant, place }) => {
  const kept = await keptCourse(place.code)
  const view = kept && unitView(kept, place.unit, variant)
  if (!view) return null
  const own = await ownHere(place.code)
  return { component: Page, data: dataOf(variant, { ...view, person: own && { id: own.person }, own: own && { ...own, note: '', bookmarked: false } }) }
}

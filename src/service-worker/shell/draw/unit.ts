import { unitView } from '#kept/views/course-views.ts'
import Page from '../../../routes/[variant=variant]/(read)/courses/[code]/[unit]/+page.svelte'
import { type Draw, dataOf } from '../drawn.ts'
import { keptCourse } from '../kept-content.ts'
import { signedInHere } from '../signed-in-here.ts'

/** The same scripts bring it to life as on the server's page: they find note and bookmark in the outbox, or in the visitor's own record. */
export const draw: Draw<{ page: 'unit'; code: string; unit: string }> = async ({ variant, place }) => {
  const kept = await keptCourse(place.code)
  const view = kept && unitView(kept, place.unit, variant)
  if (!view) return null
  const person = await signedInHere().catch(() => null)
  const base = `/courses/${place.code}/`
  const read = person?.read.flatMap((path) => (path.startsWith(base) ? [path.slice(base.length)] : [])) ?? []
  return { component: Page, data: dataOf(variant, { ...view, person: person && { id: person.id }, own: person && { read, note: '', bookmarked: false } }) }
}

import * as v from 'valibot'
import { cataloguePage, narrowed } from '#modules/courses/index.ts'
import { forAllReaders } from '#platform/public-content.ts'
import type { PageServerLoad } from './$types'

const Filter = v.object({
  area: v.optional(v.pipe(v.string(), v.regex(/^A\d$/))),
  format: v.optional(v.picklist(['online', 'live', 'blended'])),
})

/** A filter that is not understood is no filter. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const given = Object.fromEntries([...url.searchParams].filter(([, value]) => value !== ''))
  const parsed = v.safeParse(Filter, given)
  const filter = parsed.success ? parsed.output : {}
  return narrowed(await forAllReaders(locals, 'catalogue', () => cataloguePage(locals.app, locals.variant)), filter)
}

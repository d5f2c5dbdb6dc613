import * as v from 'valibot'
import { searchFor, searchKinds } from '#modules/search/index.ts'
import type { PageServerLoad } from './$types'

/** What an address may ask; anything else in it counts as not asked. */
const Asked = v.object({
  q: v.fallback(v.string(), ''),
  kind: v.fallback(v.optional(v.picklist(searchKinds)), undefined),
  area: v.fallback(v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,20}$/))), undefined),
  page: v.fallback(v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number)), 1),
})

export const load: PageServerLoad = async ({ locals, url }) => {
  const { q, kind, area, page } = v.parse(Asked, Object.fromEntries(url.searchParams))
  const found = await searchFor(locals.app.db, { query: q, variant: locals.variant, kind, area, page })
  return { found, kind, area }
}

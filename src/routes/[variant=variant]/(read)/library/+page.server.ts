import * as v from 'valibot'
import { shelfPage, shelfTypes } from '#modules/library/index.ts'
import { type PublicEvent, sameForAll } from '../same-for-all.ts'
import type { PageServerLoadEvent } from './$types'

export const csr = false

/** A condition that makes no sense is left out: the address may come from anywhere. */
const Filters = v.object({
  area: v.fallback(v.optional(v.pipe(v.string(), v.regex(/^A\d{1,2}$/))), undefined),
  type: v.fallback(v.optional(v.picklist(shelfTypes)), undefined),
  language: v.fallback(v.optional(v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/))), undefined),
})

export const load = sameForAll(async ({ locals: { app, variant }, url }: PublicEvent<PageServerLoadEvent['params']>) => {
  const filters = v.parse(Filters, Object.fromEntries(url.searchParams))
  return { filters, shelf: await shelfPage(app, filters, variant) }
})

import { error } from '@sveltejs/kit'
import { sheetPage } from '#modules/courses/index.ts'
import { type PublicEvent, sameForAll } from '../../../../../same-for-all.ts'
import type { PageServerLoadEvent } from './$types'

/** This page has no head or foot of the site around it, so it says itself in which variant it is. */
export const load = sameForAll(async ({ locals: { app, variant }, params }: PublicEvent<PageServerLoadEvent['params']>) => {
  const isName = /^[A-Z]+\d+$/.test(params.code) && /^\d\d(-[a-z0-9]+)+$/.test(params.sheet)
  const sheet = isName ? await sheetPage(app, params.code, params.sheet, variant) : null
  if (sheet?.kind !== 'slides') error(404)
  return { sheet, variant }
})

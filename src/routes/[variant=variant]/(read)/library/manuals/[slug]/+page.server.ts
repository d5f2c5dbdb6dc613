import { error } from '@sveltejs/kit'
import { manualPage } from '#modules/library/index.ts'
import { type PublicEvent, sameForAll } from '../../../same-for-all.ts'
import type { PageServerLoadEvent } from './$types'

export const csr = false

export const load = sameForAll(async ({ locals: { app, variant }, params }: PublicEvent<PageServerLoadEvent['params']>) => {
  const manual = await manualPage(app, params.slug, variant)
  if (!manual) error(404)
  return { manual }
})

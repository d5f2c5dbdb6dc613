import { error } from '@sveltejs/kit'
import { checklistsPage } from '#modules/library/index.ts'
import { type PublicEvent, sameForAll } from '../../../../same-for-all.ts'
import type { PageServerLoadEvent } from './$types'

export const csr = false

export const load = sameForAll(async ({ locals: { app, variant }, params }: PublicEvent<PageServerLoadEvent['params']>) => {
  const page = await checklistsPage(app, params.slug, variant)
  if (!page) error(404)
  return { page }
})

import { error } from '@sveltejs/kit'
import { indexPage, printPage } from '#modules/library/index.ts'
import { type PublicEvent, sameForAll } from '../../../../same-for-all.ts'
import type { PageServerLoadEvent } from './$types'

export const csr = false

export const load = sameForAll(async ({ locals: { app, variant }, params }: PublicEvent<PageServerLoadEvent['params']>) => {
  const page = await printPage(app, params.slug, variant)
  const index = await indexPage(app, params.slug, variant)
  if (!page || !index) error(404)
  return { page, letters: index.letters }
})

import { error } from '@sveltejs/kit'
import { documentPage } from '#modules/library/index.ts'
import { type PublicEvent, sameForAll } from '../../../same-for-all.ts'
import type { PageServerLoadEvent } from './$types'

export const csr = false

export const load = sameForAll(async ({ locals: { app, variant }, params }: PublicEvent<PageServerLoadEvent['params']>) => {
  const document = await documentPage(app, params.slug, variant)
  if (!document) error(404)
  return { document }
})

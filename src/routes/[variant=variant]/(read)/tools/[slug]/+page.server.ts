import { error } from '@sveltejs/kit'
import { toolPage } from '#modules/tools/index.ts'
import { type PublicEvent, sameForAll } from '../../same-for-all.ts'
import type { PageServerLoadEvent } from './$types'

export const csr = false

export const load = sameForAll(async ({ locals: { app, variant }, params }: PublicEvent<PageServerLoadEvent['params']>) => {
  const page = /^[a-z0-9-]{1,80}$/.test(params.slug) ? await toolPage(app, params.slug, variant) : null
  if (!page) error(404)
  return { page }
})

import { error } from '@sveltejs/kit'
import { documentPage } from '#modules/library/index.ts'
import type { PageServerLoad } from './$types'

export const csr = false

export const load: PageServerLoad = async ({ locals: { app, variant }, params }) => {
  const document = await documentPage(app, params.slug, variant)
  if (!document) error(404)
  return { document }
}

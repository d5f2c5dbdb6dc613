import { error } from '@sveltejs/kit'
import { printPage } from '#modules/library/index.ts'
import type { PageServerLoad } from './$types'

export const csr = false

export const load: PageServerLoad = async ({ locals: { app, variant }, params }) => {
  const page = await printPage(app, params.slug, variant)
  if (!page) error(404)
  return { page }
}

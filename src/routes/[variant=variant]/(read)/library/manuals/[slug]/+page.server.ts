import { error } from '@sveltejs/kit'
import { manualPage } from '#modules/library/index.ts'
import type { PageServerLoad } from './$types'

export const csr = false

export const load: PageServerLoad = async ({ locals: { app, variant }, params }) => {
  const manual = await manualPage(app, params.slug, variant)
  if (!manual) error(404)
  return { manual }
}

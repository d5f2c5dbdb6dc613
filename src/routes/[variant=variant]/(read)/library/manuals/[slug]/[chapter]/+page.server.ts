import { error } from '@sveltejs/kit'
import { chapterPage } from '#modules/library/index.ts'
import type { PageServerLoad } from './$types'

export const csr = false

export const load: PageServerLoad = async ({ locals: { app, variant }, params }) => {
  const page = await chapterPage(app, { manual: params.slug, chapter: params.chapter }, variant)
  if (!page) error(404)
  return { page }
}

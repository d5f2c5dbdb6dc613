import { error, redirect } from '@sveltejs/kit'
import { courseByCode, coursePage } from '#modules/courses/index.ts'
import { forAllReaders } from '#platform/public-content.ts'
import { address } from '#ui/address.ts'
import { ownInCourse } from '../own.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const code = params.code.toUpperCase()
  const course = /^[A-Z]+\d+$/.test(code) ? await forAllReaders(locals, `course ${code}`, () => coursePage(locals.app, code, locals.variant)) : null
  if (!course) error(404)
  if (params.code !== code) redirect(308, address(locals.variant, `/courses/${code}`) + url.search)
  const published = locals.person && (await forAllReaders(locals, `published ${code}`, () => courseByCode(locals.app.db, code)))
  return { course, own: locals.person && published ? await ownInCourse(locals.app, locals.person, published) : null }
}

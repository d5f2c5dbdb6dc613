import { error } from '@sveltejs/kit'
import { unitPage } from '#modules/courses/index.ts'
import { parseResponse, type Response, type ResponseRefusal } from '#modules/questions/index.ts'
import type { PageServerLoad } from './$types'

/** The answer to a practice question that came in the address: graded here for readers whose browser runs no scripts. */
interface Given {
  readonly question: string
  readonly response: Response | null
  readonly refusal?: ResponseRefusal
}

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const isName = /^[A-Z]+\d+$/.test(params.code) && /^[a-z0-9-]+$/.test(params.unit)
  const page = isName ? await unitPage(locals.app, params.code, params.unit, locals.variant) : null
  if (!page) error(404)
  const answered = page.practice.find(({ shown }) => shown.id === url.searchParams.get('q'))
  if (!answered) return { unit: page, given: null }
  const { id, type } = answered.shown
  const parsed = parseResponse(type, url.searchParams, id)
  const given: Given = parsed.ok ? { question: id, response: parsed.value } : { question: id, response: null, refusal: parsed.refusal }
  return { unit: page, given }
}

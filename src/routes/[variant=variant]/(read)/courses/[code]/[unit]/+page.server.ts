import { error, fail, redirect } from '@sveltejs/kit'
import { isUuid } from '#kernel/id.ts'
import { unitPage } from '#modules/courses/index.ts'
import { recordUnitRead } from '#modules/learning/index.ts'
import { textWithTerms } from '#modules/library/index.ts'
import { parseResponse, type Response, type ResponseRefusal } from '#modules/questions/index.ts'
import { forAllReaders } from '#platform/public-content.ts'
import { whoLearns } from '../../../../(learn)/enter.ts'
import { ownAtUnit } from '../../own.ts'
import type { Actions, PageServerLoad } from './$types'

/** The answer to a practice question that came in the address: graded here for readers whose browser runs no scripts. */
interface Given {
  readonly question: string
  readonly response: Response | null
  readonly refusal?: ResponseRefusal
  /** The fields as they came. */
  readonly typed: Readonly<Record<string, string>>
}

/** A unit with its terms linked to the glossary; null when there is none. */
async function withTerms({ app, variant }: App.Locals, { code, unit }: { code: string; unit: string }) {
  const page = await unitPage(app, code, unit, variant)
  return page && { ...page, text: await textWithTerms(app, page.text, variant) }
}

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const isName = /^[A-Z]+\d+$/.test(params.code) && /^[a-z0-9-]+$/.test(params.unit)
  const page = isName ? await forAllReaders(locals, `unit ${params.code} ${params.unit}`, () => withTerms(locals, params)) : null
  if (!page) error(404)
  const { app, person } = locals
  const own = person && (await ownAtUnit(app, person, page.course, page.slug))
  const readId = person && app.newId()
  const answered = page.practice.find(({ shown }) => shown.id === url.searchParams.get('q'))
  if (!answered) return { unit: page, own, readId, given: null }
  const { id, type } = answered.shown
  const parsed = parseResponse(type, url.searchParams, id)
  const typed = Object.fromEntries(url.searchParams)
  const given: Given = parsed.ok ? { question: id, response: parsed.value, typed } : { question: id, response: null, refusal: parsed.refusal, typed }
  return { unit: page, own, readId, given }
}

export const actions: Actions = {
  /** For a signed-in reader whose browser runs no scripts: the others' devices notice the end of the text themselves. */
  async read(event) {
    const { params, request, url } = event
    const person = whoLearns(event)
    const id = (await request.formData()).get('id')
    if (typeof id !== 'string' || !isUuid(id)) return fail(400)
    const read = await recordUnitRead(event.locals.app, { id, person: person.id, course: params.code, unit: params.unit })
    if (!read.ok) error(404)
    redirect(303, `${url.pathname}#unit-end`)
  },
}

import { error, redirect } from '@sveltejs/kit'
import { isUuid } from '#kernel/id.ts'
import { handIn } from '#modules/learning/index.ts'
import { address } from '#ui/address.ts'
import { whoLearns } from '../../../enter.ts'
import { courseOf, openAttempt } from '../attempt.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { view } = await openAttempt(event)
  const { title, code } = await courseOf(event, view)
  const all = view.items.map(({ question, response, flagged }, i) => ({
    item: question.id,
    number: i + 1,
    prompt: question.prompt,
    origin: question.origin,
    answered: response !== null,
    flagged,
  }))
  return { attempt: { id: view.id, test: view.test }, course: { title, code }, all }
}

export const actions: Actions = {
  default: async (event) => {
    const { app, variant } = event.locals
    if (!isUuid(event.params.id)) error(404)
    const handed = await handIn(app, { person: whoLearns(event).id, attempt: event.params.id })
    if (!handed.ok && handed.refusal === 'away') redirect(303, address(variant, `/attempts/${event.params.id}`))
    if (!handed.ok) error(404)
    redirect(303, address(variant, `/attempts/${event.params.id}/result`))
  },
}

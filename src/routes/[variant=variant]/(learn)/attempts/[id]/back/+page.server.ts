import { error, redirect } from '@sveltejs/kit'
import { isUuid } from '#kernel/id.ts'
import { attemptView, bringBack } from '#modules/learning/index.ts'
import { address } from '#ui/address.ts'
import { whoLearns } from '../../../enter.ts'
import { courseOf } from '../attempt.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { app, variant } = event.locals
  const person = whoLearns(event)
  const { id } = event.params
  const view = isUuid(id) ? await attemptView(app.db, { person: person.id, attempt: id, variant, now: app.now() }) : null
  if (!view) error(404)
  if (view.stage !== 'away') redirect(303, address(variant, `/attempts/${id}`))
  const { title } = await courseOf(event, view)
  return { attempt: { id: view.id, test: view.test }, course: { title } }
}

export const actions: Actions = {
  default: async (event) => {
    const { app, variant } = event.locals
    const { id } = event.params
    const back = await bringBack(app, { person: whoLearns(event).id, attempt: id })
    if (!back.ok && back.refusal === 'no-such-attempt') error(404)
    redirect(303, address(variant, `/attempts/${id}`))
  },
}

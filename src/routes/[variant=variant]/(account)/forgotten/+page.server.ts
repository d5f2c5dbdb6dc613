import { fail } from '@sveltejs/kit'
import { requestReset } from '#modules/people/index.ts'
import { field } from '../enter.ts'
import { refused, statusOf } from '../refusals.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  default: async (event) => {
    const email = field(await event.request.formData(), 'email')
    if (email.trim() === '') return fail(400, { email, error: refused('email-malformed', event.locals.variant) })
    const outcome = await requestReset(event.locals.app, { email, address: event.getClientAddress() })
    if (outcome.ok) return { sent: true as const }
    return fail(statusOf(outcome.refusal), { email, error: refused(outcome.refusal, event.locals.variant) })
  },
}

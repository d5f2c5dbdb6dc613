import { fail } from '@sveltejs/kit'
import { registerByEmail, returnPath } from '#modules/people/index.ts'
import { field } from '../enter.ts'
import { refused, statusOf } from '../refusals.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ url }) => ({ next: returnPath(url.searchParams.get('next')) ?? null })

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData()
    const { app, variant } = event.locals
    const [email, name] = [field(form, 'email'), field(form, 'name')]
    const next = returnPath(field(form, 'next')) ?? null
    const outcome = await registerByEmail(app, { email, name, password: field(form, 'password'), variant, next, address: event.getClientAddress() })
    if (outcome.ok) return { sent: true as const }
    return fail(statusOf(outcome.refusal), { email, name, error: refused(outcome.refusal, variant) })
  },
}

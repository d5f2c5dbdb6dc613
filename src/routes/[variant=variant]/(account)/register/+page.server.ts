import { fail, type RequestEvent, redirect } from '@sveltejs/kit'
import { registerByEmail, returnPath } from '#modules/people/index.ts'
import { settingsNow } from '#modules/settings/index.ts'
import { address } from '#ui/address.ts'
import { field } from '../enter.ts'
import { refused, statusOf } from '../refusals.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const next = returnPath(event.url.searchParams.get('next')) ?? null
  const { signIn } = await settingsNow(event.locals.app)
  return signIn.selfRegistration ? { next } : toSignIn(event, next)
}

/** Where the centre opens all accounts, the page of the sign-in says so, and leads those on who hold a code. */
function toSignIn({ locals }: Pick<RequestEvent, 'locals'>, next: string | null): never {
  redirect(303, address(locals.variant, `/sign-in?${new URLSearchParams({ closed: '1', ...(next !== null && { next }) })}`))
}

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData()
    const { app, variant } = event.locals
    const [email, name] = [field(form, 'email'), field(form, 'name')]
    const next = returnPath(field(form, 'next')) ?? null
    const outcome = await registerByEmail(app, { email, name, password: field(form, 'password'), variant, next, address: event.getClientAddress() })
    if (outcome.ok) return { sent: true as const }
    if (outcome.refusal === 'registration-closed') toSignIn(event, next)
    return fail(statusOf(outcome.refusal), { email, name, error: refused(outcome.refusal, variant) })
  },
}

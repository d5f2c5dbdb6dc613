import { fail, redirect } from '@sveltejs/kit'
import { prefixOf } from '#kernel/variant-address.ts'
import { returnPath, signIn } from '#modules/people/index.ts'
import { settingsNow } from '#modules/settings/index.ts'
import { enter, field, fromWhere } from '../enter.ts'
import { refused, statusOf } from '../refusals.ts'
import type { Actions, PageServerLoad } from './$types'
import { signOnButtons } from './with/sign-on-buttons.ts'

export const load: PageServerLoad = async ({ locals, url }) => {
  const next = returnPath(url.searchParams.get('next')) ?? null
  if (locals.person) redirect(303, next ?? `/${prefixOf(locals.variant)}/me`)
  const { signIn: rules } = await settingsNow(locals.app)
  return { next, over: url.searchParams.has('over'), isOpen: rules.selfRegistration, portals: signOnButtons(locals, next) }
}

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData()
    const login = field(form, 'login')
    const outcome = await signIn(event.locals.app, { login, password: field(form, 'password'), ...fromWhere(event) })
    if (outcome.ok) enter(event, outcome.value, field(form, 'next'))
    return fail(statusOf(outcome.refusal), { login, error: refused(outcome.refusal, event.locals.variant) })
  },
}

import { fail, redirect } from '@sveltejs/kit'
import { returnPath, signInByPasskey } from '#modules/people/index.ts'
import { address } from '#ui/address.ts'
import { enter, field, fromWhere } from '../../enter.ts'
import { refusedHere, statusHere } from '../../security-refusals.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals, url }) => {
  const next = returnPath(url.searchParams.get('next')) ?? null
  if (locals.person) redirect(303, next ?? address(locals.variant, '/me'))
  return { next }
}

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData()
    const entered = await signInByPasskey(event.locals.app, { answer: field(form, 'answer'), ...fromWhere(event) })
    if (entered.ok) enter(event, entered.value, field(form, 'next'))
    return fail(statusHere(entered.refusal), { error: refusedHere(entered.refusal, event.locals.variant) })
  },
}

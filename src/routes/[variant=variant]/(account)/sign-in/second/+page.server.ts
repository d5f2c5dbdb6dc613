import { fail, redirect } from '@sveltejs/kit'
import { finishByCode, finishByPasskey, isSecondStepOpen, returnPath } from '#modules/people/index.ts'
import { secondStepCookie } from '#platform/http/session-cookie.ts'
import { address } from '#ui/address.ts'
import { enter, field, fromWhere } from '../../enter.ts'
import { refusedHere, statusHere } from '../../security-refusals.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals, cookies, url }) => {
  const token = cookies.get(secondStepCookie(locals.app.config))
  const next = returnPath(url.searchParams.get('next')) ?? null
  if (locals.person) redirect(303, next ?? address(locals.variant, '/me'))
  if (token === undefined || !(await isSecondStepOpen(locals.app, token))) redirect(303, address(locals.variant, '/sign-in'))
  return { next }
}

export const actions: Actions = {
  default: async (event) => {
    const { app, variant } = event.locals
    const form = await event.request.formData()
    const token = event.cookies.get(secondStepCookie(app.config)) ?? ''
    const answer = field(form, 'answer')
    const finished =
      answer === ''
        ? await finishByCode(app, { token, code: field(form, 'code'), ...fromWhere(event) })
        : await finishByPasskey(app, { token, answer, ...fromWhere(event) })
    if (finished.ok) enter(event, finished.value, field(form, 'next'))
    if (finished.refusal === 'step-over') redirect(303, address(variant, '/sign-in?over=1'))
    return fail(statusHere(finished.refusal), { error: refusedHere(finished.refusal, variant) })
  },
}

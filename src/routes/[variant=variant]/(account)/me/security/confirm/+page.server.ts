import { fail, redirect } from '@sveltejs/kit'
import { ownSecurity, proofWay, proveAgain, returnPath } from '#modules/people/index.ts'
import { address } from '#ui/address.ts'
import { field, fromWhere, keepSession } from '../../../enter.ts'
import { refusedHere, statusHere } from '../../../security-refusals.ts'
import { askToProve, whoIsHere } from '../guard.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { person } = whoIsHere(event)
  const { app } = event.locals
  return {
    next: returnPath(event.url.searchParams.get('next')) ?? null,
    way: await proofWay(app, person.id),
    passkeys: (await ownSecurity(app, person.id)).passkeys,
  }
}

export const actions: Actions = {
  default: async (event) => {
    const { token } = whoIsHere(event)
    const { app, variant } = event.locals
    const form = await event.request.formData()
    const answer = field(form, 'answer')
    const given = { token, password: field(form, 'current'), code: field(form, 'code'), ...(answer !== '' && { passkey: answer }) }
    const proved = await proveAgain(app, { ...given, ...fromWhere(event) })
    if (!proved.ok) {
      if (proved.refusal === 'no-session') askToProve(event, proved.refusal)
      return fail(statusHere(proved.refusal), { error: refusedHere(proved.refusal, variant) })
    }
    keepSession(event, proved.value)
    redirect(303, returnPath(field(form, 'next')) ?? address(variant, '/me/security'))
  },
}

import { fail } from '@sveltejs/kit'
import { changePassword, ownSecurity } from '#modules/people/index.ts'
import { field, fromWhere, keepSession } from '../../../enter.ts'
import { refusedHere, statusHere } from '../../../security-refusals.ts'
import { askToProve, doneWith, whoIsHere } from '../guard.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { person } = whoIsHere(event)
  const { login, hasPassword } = await ownSecurity(event.locals.app, person.id)
  return { login, hasPassword }
}

export const actions: Actions = {
  default: async (event) => {
    const { token } = whoIsHere(event)
    const form = await event.request.formData()
    const given = { token, current: field(form, 'current'), password: field(form, 'password'), ...fromWhere(event) }
    const changed = await changePassword(event.locals.app, given)
    if (!changed.ok) {
      if (changed.refusal === 'no-session') askToProve(event, changed.refusal)
      return fail(statusHere(changed.refusal), { error: refusedHere(changed.refusal, event.locals.variant) })
    }
    keepSession(event, changed.value)
    doneWith(event, 'password')
  },
}

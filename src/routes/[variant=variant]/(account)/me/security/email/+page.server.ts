import { fail } from '@sveltejs/kit'
import { askEmailChange, ownSecurity, wantedEmail, withdrawEmailChange } from '#modules/people/index.ts'
import { field } from '../../../enter.ts'
import { refusedHere, statusHere } from '../../../security-refusals.ts'
import { askToProve, doneWith, whoIsHere, whoProved } from '../guard.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { person } = await whoProved(event)
  const { app } = event.locals
  return { email: (await ownSecurity(app, person.id)).email, wanted: await wantedEmail(app, person.id) }
}

export const actions: Actions = {
  ask: async (event) => {
    const { token } = whoIsHere(event)
    const email = field(await event.request.formData(), 'email')
    const asked = await askEmailChange(event.locals.app, { token, email, address: event.getClientAddress() })
    if (asked.ok) return { sent: true as const }
    if (asked.refusal === 'no-session' || asked.refusal === 'prove-first') askToProve(event, asked.refusal)
    return fail(statusHere(asked.refusal), { email, error: refusedHere(asked.refusal, event.locals.variant) })
  },
  withdraw: async (event) => {
    await withdrawEmailChange(event.locals.app, whoIsHere(event).person.id)
    doneWith(event, 'email')
  },
}

import { error } from '@sveltejs/kit'
import { ownSecurity, renewRecoveryCodes } from '#modules/people/index.ts'
import { askToProve, whoIsHere, whoProved } from '../guard.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { person } = await whoProved(event)
  const { app, passkeys, recoveryCodes } = await ownSecurity(event.locals.app, person.id)
  if (!app && passkeys === 0) error(404)
  return { left: recoveryCodes }
}

export const actions: Actions = {
  default: async (event) => {
    const codes = await renewRecoveryCodes(event.locals.app, whoIsHere(event).token)
    if (codes.ok) return { codes: codes.value }
    if (codes.refusal === 'no-second-factor') error(404)
    askToProve(event, codes.refusal)
  },
}

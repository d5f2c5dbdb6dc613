import { fail } from '@sveltejs/kit'
import { addPasskeyOf, ownPasskeys, removePasskeyOf } from '#modules/people/index.ts'
import { field, keepSession } from '../../../enter.ts'
import { refusedHere, statusHere } from '../../../security-refusals.ts'
import { askToProve, doneWith, whoIsHere, whoProved } from '../guard.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { person } = await whoProved(event)
  return { passkeys: await ownPasskeys(event.locals.app, person.id) }
}

export const actions: Actions = {
  add: async (event) => {
    const { token } = whoIsHere(event)
    const form = await event.request.formData()
    const added = await addPasskeyOf(event.locals.app, { token, answer: field(form, 'answer'), name: field(form, 'name') })
    if (!added.ok) {
      if (added.refusal === 'no-session' || added.refusal === 'prove-first') askToProve(event, added.refusal)
      return fail(statusHere(added.refusal), { error: refusedHere(added.refusal, event.locals.variant) })
    }
    keepSession(event, added.value.session)
    // They are shown in this answer alone, so nothing leads away from it.
    if (added.value.recoveryCodes.length > 0) return { codes: added.value.recoveryCodes }
    doneWith(event, 'passkey-added')
  },
  remove: async (event) => {
    const { token } = whoIsHere(event)
    const removed = await removePasskeyOf(event.locals.app, { token, id: field(await event.request.formData(), 'id') })
    if (!removed.ok && removed.refusal !== 'no-such-passkey') askToProve(event, removed.refusal)
    doneWith(event, 'passkey-removed')
  },
}

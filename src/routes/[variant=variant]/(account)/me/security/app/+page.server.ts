import { fail, redirect } from '@sveltejs/kit'
import { renderSVG } from 'uqr'
import { appToSetUp, beginApp, confirmApp, ownSecurity, removeAppOf } from '#modules/people/index.ts'
import { address } from '#ui/address.ts'
import { field, fromWhere, keepSession } from '../../../enter.ts'
import { refusedHere, statusHere } from '../../../security-refusals.ts'
import { askToProve, doneWith, whoIsHere, whoProved } from '../guard.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { person, token } = await whoProved(event)
  const { app } = event.locals
  const begun = await appToSetUp(app, token)
  const draft = begun.ok ? begun.value : null
  return {
    has: (await ownSecurity(app, person.id)).app,
    draft: draft && { secret: draft.secret, picture: `data:image/svg+xml;base64,${Buffer.from(renderSVG(draft.address)).toString('base64')}` },
  }
}

export const actions: Actions = {
  begin: async (event) => {
    const begun = await beginApp(event.locals.app, whoIsHere(event).token)
    if (!begun.ok) askToProve(event, begun.refusal)
    redirect(303, address(event.locals.variant, '/me/security/app'))
  },
  confirm: async (event) => {
    const { token } = whoIsHere(event)
    const form = await event.request.formData()
    const confirmed = await confirmApp(event.locals.app, { token, code: field(form, 'code'), ...fromWhere(event) })
    if (!confirmed.ok) {
      if (confirmed.refusal === 'no-session' || confirmed.refusal === 'prove-first') askToProve(event, confirmed.refusal)
      return fail(statusHere(confirmed.refusal), { error: refusedHere(confirmed.refusal, event.locals.variant) })
    }
    keepSession(event, confirmed.value.session)
    // They are shown in this answer alone, so nothing leads away from it.
    return { codes: confirmed.value.recoveryCodes }
  },
  remove: async (event) => {
    const removed = await removeAppOf(event.locals.app, whoIsHere(event).token)
    if (!removed.ok && removed.refusal !== 'no-app') askToProve(event, removed.refusal)
    doneWith(event, 'app-removed')
  },
}

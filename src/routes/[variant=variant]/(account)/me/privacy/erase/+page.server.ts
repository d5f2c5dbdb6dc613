import { fail, redirect } from '@sveltejs/kit'
import type { Variant } from '#kernel/localized.ts'
import { askErasure, type EraseRefusal, erasureDue, undoErasure } from '#modules/reports/index.ts'
import * as words from '#texts/generated/privacy.ts'
import { address } from '#ui/address.ts'
import { field } from '../../../enter.ts'
import { whoIsHere, whoProved } from '../../security/guard.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { person } = whoIsHere(event)
  const due = await erasureDue(event.locals.app.db, person.id)
  // To read what goes and what stays needs no proof once it is asked for: she may want to undo it.
  if (!due) await whoProved(event)
  return { due, undone: event.url.searchParams.has('undone') }
}

const refusals: Readonly<Record<EraseRefusal, (variant: Variant) => string>> = {
  nobody: words.refusedNobody,
  'asked-already': words.refusedAsked,
  'last-admin': words.refusedLastAdmin,
}

export const actions: Actions = {
  ask: async (event) => {
    const { person } = await whoProved(event)
    const { app, variant } = event.locals
    const form = await event.request.formData()
    if (field(form, 'sure') !== 'yes') return fail(400, { error: { field: 'sure', text: words.refusedSure(variant) } })
    const asked = await askErasure(app, { person: person.id, by: person.id })
    if (!asked.ok) return fail(409, { error: { field: 'sure', text: refusals[asked.refusal](variant) } })
    redirect(303, address(variant, '/me/privacy/erase'))
  },
  undo: async (event) => {
    const { person } = whoIsHere(event)
    await undoErasure(event.locals.app, { person: person.id, by: person.id })
    redirect(303, address(event.locals.variant, '/me/privacy?done=undone'))
  },
}

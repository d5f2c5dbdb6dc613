import { error, fail, redirect } from '@sveltejs/kit'
import { isUuid } from '#kernel/id.ts'
import type { Variant } from '#kernel/localized.ts'
import { restrictPerson, type SignedIn } from '#modules/people/index.ts'
import { answerRequest, askErasure, askExport, extendRequest, openRequest, type RequestAtDesk, requestAtDesk, undoErasure } from '#modules/reports/index.ts'
import * as words from '#texts/generated/privacy.ts'
import { address } from '#ui/address.ts'
import { whoMay } from '../../../enter.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

/** Whoever reads what a person wrote is noted. */
export const load: PageServerLoad = async (event) => {
  const actor = whoMay(event, 'handle-personal-data')
  const { id } = event.params
  const request = isUuid(id) ? await openRequest(event.locals.app, { actor, id }) : null
  if (!request) error(404)
  return { request, done: event.url.searchParams.get('done') }
}

async function atDesk(event: RequestEvent): Promise<{ actor: SignedIn; request: RequestAtDesk }> {
  const actor = whoMay(event, 'handle-personal-data')
  const request = isUuid(event.params.id) ? await requestAtDesk(event.locals.app, event.params.id) : null
  if (!request) error(404)
  return { actor, request }
}

const back = ({ locals, params }: RequestEvent, done: string): never =>
  redirect(303, address(locals.variant, `/admin/privacy/requests/${params.id}?done=${done}`))

const refusals: Readonly<Record<string, (variant: Variant) => string>> = {
  nobody: words.refusedNobody,
  'asked-already': words.refusedAsked,
  'last-admin': words.refusedLastAdmin,
  'answer-missing': words.answerMissing,
  'words-too-long': words.wordsTooLong,
  'extended-already': words.extendedAlready,
}

function refused({ locals: { variant } }: RequestEvent, refusal: string, answer = '') {
  return fail(400, { answer, error: { field: 'answer', text: (refusals[refusal] ?? words.requestNone)(variant) } })
}

export const actions: Actions = {
  copy: async (event) => {
    const { actor, request } = await atDesk(event)
    await askExport(event.locals.app, { person: request.person, by: actor.id, variant: event.locals.variant })
    return back(event, 'copy')
  },
  restrict: async (event) => {
    const { actor, request } = await atDesk(event)
    await restrictPerson(event.locals.app, { person: request.person, by: actor.id, restricted: !request.restricted })
    return back(event, 'restrict')
  },
  erase: async (event) => {
    const { actor, request } = await atDesk(event)
    const asked = await askErasure(event.locals.app, { person: request.person, by: actor.id })
    return asked.ok ? back(event, 'erase') : refused(event, asked.refusal)
  },
  undo: async (event) => {
    const { actor, request } = await atDesk(event)
    await undoErasure(event.locals.app, { person: request.person, by: actor.id })
    return back(event, 'undo')
  },
  extend: async (event) => {
    const { actor, request } = await atDesk(event)
    const later = await extendRequest(event.locals.app, { actor, id: request.id })
    return later.ok ? back(event, 'extend') : refused(event, later.refusal)
  },
  answer: async (event) => {
    const { actor, request } = await atDesk(event)
    const form = await event.request.formData()
    const answer = String(form.get('answer') ?? '')
    const closed = await answerRequest(event.locals.app, { actor, id: request.id, granted: form.get('granted') === 'yes', answer })
    return closed.ok ? back(event, 'answer') : refused(event, closed.refusal, answer)
  },
}

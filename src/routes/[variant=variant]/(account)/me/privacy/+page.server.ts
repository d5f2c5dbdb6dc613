import { fail, redirect } from '@sveltejs/kit'
import { acknowledgeNotice, changeConsent, consentsOf, isPurpose, noticeSeenBy, purposes, returnPath } from '#modules/people/index.ts'
import { askExport, erasureDue, isRequestKind, makeRequest, requestsBy, shownExports } from '#modules/reports/index.ts'
import { pageVersion } from '#modules/site/index.ts'
import * as words from '#texts/generated/privacy.ts'
import { address } from '#ui/address.ts'
import { field } from '../../enter.ts'
import { whoIsHere } from '../security/guard.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async (event) => {
  const { person } = whoIsHere(event)
  const { app } = event.locals
  const [notice, seen, consents, copies, requests, due] = await Promise.all([
    pageVersion(app.db, 'privacy'),
    noticeSeenBy(app.db, person.id),
    consentsOf(app.db, person.id, purposes),
    shownExports(app, person.id),
    requestsBy(app, person.id),
    erasureDue(app.db, person.id),
  ])
  return { notice: notice && { ...notice, seen: seen >= notice.number }, consents, copies, requests, due, done: event.url.searchParams.get('done') }
}

const back = ({ locals }: RequestEvent, done: string) => redirect(303, address(locals.variant, `/me/privacy?done=${done}`))

export const actions: Actions = {
  seen: async (event) => {
    const { person } = whoIsHere(event)
    const { app, variant } = event.locals
    const notice = await pageVersion(app.db, 'privacy')
    if (notice) await acknowledgeNotice(app, { person: person.id, version: notice.number, variant })
    const from = returnPath(field(await event.request.formData(), 'next'))
    if (from) redirect(303, from)
    back(event, 'seen')
  },
  consent: async (event) => {
    const { person } = whoIsHere(event)
    const { app, variant } = event.locals
    const form = await event.request.formData()
    const purpose = field(form, 'purpose')
    if (isPurpose(purpose)) await changeConsent(app, { person: person.id, purpose, agreed: field(form, 'agreed') === 'yes', variant })
    back(event, 'consent')
  },
  copy: async (event) => {
    const { person } = whoIsHere(event)
    await askExport(event.locals.app, { person: person.id, by: person.id, variant: event.locals.variant })
    back(event, 'copy')
  },
  ask: async (event) => {
    const { person } = whoIsHere(event)
    const { app, variant } = event.locals
    const form = await event.request.formData()
    const given = { kind: field(form, 'kind'), words: field(form, 'words') }
    if (!isRequestKind(given.kind)) return fail(400, { given, error: { field: 'kind', text: words.missingKind(variant) } })
    const made = await makeRequest(app, { person: person.id, by: person.id, kind: given.kind, words: given.words })
    if (made.ok) back(event, 'asked')
    const text = made.ok || made.refusal !== 'words-too-long' ? words.wordsMissing(variant) : words.wordsTooLong(variant)
    return fail(400, { given, error: { field: 'words', text } })
  },
}

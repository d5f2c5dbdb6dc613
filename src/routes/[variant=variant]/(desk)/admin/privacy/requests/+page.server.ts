import { fail, redirect } from '@sveltejs/kit'
import { cardsByLogin } from '#modules/people/index.ts'
import { isRequestKind, makeRequest, requestDesk } from '#modules/reports/index.ts'
import * as words from '#texts/generated/privacy.ts'
import { address } from '#ui/address.ts'
import { whoMay } from '../../enter.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  whoMay(event, 'handle-personal-data')
  return { requests: await requestDesk(event.locals.app) }
}

export const actions: Actions = {
  /** Takes down what came on paper or by word of mouth. */
  enter: async (event) => {
    const actor = whoMay(event, 'handle-personal-data')
    const { app, variant } = event.locals
    const form = await event.request.formData()
    const given = { login: String(form.get('login') ?? ''), kind: String(form.get('kind') ?? ''), words: String(form.get('words') ?? '') }
    const refused = (field: string, text: string) => fail(400, { given, error: { field, text } })
    const [person] = await cardsByLogin(app.db, [given.login.trim().toLowerCase()])
    if (!person) return refused('login', words.refusedNobody(variant))
    if (!isRequestKind(given.kind)) return refused('kind', words.missingKind(variant))
    const made = await makeRequest(app, { person: person.id, by: actor.id, kind: given.kind, words: given.words })
    if (!made.ok) return refused('words', made.refusal === 'words-too-long' ? words.wordsTooLong(variant) : words.wordsMissing(variant))
    redirect(303, address(variant, `/admin/privacy/requests/${made.value.id}`))
  },
}

import { fail } from '@sveltejs/kit'
import { openAccountWithCode, returnPath } from '#modules/people/index.ts'
import { enter, field, fromWhere } from '../enter.ts'
import { refused, statusOf } from '../refusals.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ url }) => ({ next: returnPath(url.searchParams.get('next')) ?? null })

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData()
    const { app, variant } = event.locals
    const typed = { code: field(form, 'code'), userName: field(form, 'userName'), name: field(form, 'name') }
    const outcome = await openAccountWithCode(app, { ...typed, password: field(form, 'password'), variant, ...fromWhere(event) })
    if (outcome.ok) enter(event, outcome.value, field(form, 'next'))
    return fail(statusOf(outcome.refusal), { ...typed, error: refused(outcome.refusal, variant) })
  },
}

import { fail } from '@sveltejs/kit'
import { confirmEmail } from '#modules/people/index.ts'
import { enter, field, fromWhere } from '../enter.ts'
import { refused, statusOf } from '../refusals.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ url }) => ({ key: url.searchParams.get('key')?.slice(0, 100) ?? '' })

export const actions: Actions = {
  // Opening the link changes nothing, since mail programs open links by themselves; the button does.
  default: async (event) => {
    const form = await event.request.formData()
    const given = { secret: field(form, 'key'), password: field(form, 'password'), ...fromWhere(event) }
    const outcome = await confirmEmail(event.locals.app, given)
    if (outcome.ok) enter(event, outcome.value, outcome.value.next)
    return fail(statusOf(outcome.refusal), { spent: outcome.refusal === 'link-spent', error: refused(outcome.refusal, event.locals.variant) })
  },
}

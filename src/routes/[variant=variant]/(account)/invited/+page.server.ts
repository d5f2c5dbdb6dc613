import { fail } from '@sveltejs/kit'
import { acceptInvitation } from '#modules/people/index.ts'
import { enter, field, fromWhere } from '../enter.ts'
import { refused, statusOf } from '../refusals.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ url }) => ({ key: url.searchParams.get('key')?.slice(0, 100) ?? '' })

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData()
    const outcome = await acceptInvitation(event.locals.app, { secret: field(form, 'key'), password: field(form, 'password'), ...fromWhere(event) })
    if (outcome.ok) enter(event, outcome.value, null)
    return fail(statusOf(outcome.refusal), { error: refused(outcome.refusal, event.locals.variant) })
  },
}

import { error, fail } from '@sveltejs/kit'
import { prefixOf } from '#kernel/variant-address.ts'
import { issueAccountCodes, maySomewhere } from '#modules/people/index.ts'
import type { Actions, PageServerLoad } from './$types'

/** Who may not make codes sees what she would see if there were no such page. */
export const load: PageServerLoad = ({ locals }) => {
  if (!maySomewhere(locals.person, 'issue-account-codes')) error(404)
  return { address: new URL(`/${prefixOf(locals.variant)}/with-code`, locals.app.config.publicUrl).href }
}

export const actions: Actions = {
  default: async ({ locals, request }) => {
    if (!maySomewhere(locals.person, 'issue-account-codes')) error(404)
    const typed = (await request.formData()).get('count')
    const count = typeof typed === 'string' && /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : Number.NaN
    const outcome = await issueAccountCodes(locals.app, locals.person, { count })
    if (!outcome.ok) return fail(400, { refusal: outcome.refusal, count: typeof typed === 'string' ? typed : '' })
    return { codes: outcome.value.codes, expires: outcome.value.expires.toISOString().slice(0, 10) }
  },
}

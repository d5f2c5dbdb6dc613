import { fail } from '@sveltejs/kit'
import { prefixOf } from '#kernel/variant-address.ts'
import { issueAccountCodes } from '#modules/people/index.ts'
import { whoMay } from '../../admin/enter.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = (event) => {
  whoMay(event, 'issue-account-codes')
  const { locals } = event
  return { address: new URL(`/${prefixOf(locals.variant)}/with-code`, locals.app.config.publicUrl).href }
}

export const actions: Actions = {
  default: async (event) => {
    whoMay(event, 'issue-account-codes')
    const { locals, request } = event
    const typed = (await request.formData()).get('count')
    const count = typeof typed === 'string' && /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : Number.NaN
    const outcome = await issueAccountCodes(locals.app, locals.person, { count })
    if (!outcome.ok) return fail(400, { refusal: outcome.refusal, count: typeof typed === 'string' ? typed : '' })
    return { codes: outcome.value.codes, expires: outcome.value.expires.toISOString().slice(0, 10) }
  },
}

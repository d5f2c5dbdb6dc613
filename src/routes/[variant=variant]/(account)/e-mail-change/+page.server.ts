import { fail } from '@sveltejs/kit'
import { answerEmailChange } from '#modules/people/index.ts'
import { field } from '../enter.ts'
import { refusedHere } from '../security-refusals.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = ({ url }) => ({
  key: url.searchParams.get('key')?.slice(0, 100) ?? '',
  side: url.searchParams.get('side') === 'old' ? ('old' as const) : ('new' as const),
})

export const actions: Actions = {
  // Opening the link changes nothing, since mail programs open links by themselves; a button does.
  default: async ({ request, locals }) => {
    const form = await request.formData()
    const side = field(form, 'side') === 'old' ? 'old' : 'new'
    const given = { secret: field(form, 'key').slice(0, 100), side, agree: field(form, 'answer') !== 'stop' } as const
    const answered = await answerEmailChange(locals.app, given)
    return answered.ok ? { answer: answered.value } : fail(400, { error: refusedHere(answered.refusal, locals.variant) })
  },
}

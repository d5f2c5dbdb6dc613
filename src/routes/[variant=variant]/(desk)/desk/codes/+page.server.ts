import { fail } from '@sveltejs/kit'
import { type CodesRefusal, issueAccountCodes, scopesFor } from '#modules/people/index.ts'
import { whoMay } from '../../admin/enter.ts'
import { placeCodes, placeOptions } from '../../admin/people/desk.ts'
import { slipsOf } from '../../admin/people/slips.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const scopes = scopesFor(whoMay(event, 'issue-account-codes'), 'issue-account-codes')
  const isEverywhere = scopes === 'everywhere'
  const all = await placeOptions(event.locals.app, event.locals.variant)
  return { isEverywhere, places: isEverywhere ? all : all.filter(({ value }) => scopes.includes(value)) }
}

const fields: Record<CodesRefusal, 'count' | 'place'> = { 'not-allowed': 'place', 'place-missing': 'place', 'count-out-of-range': 'count' }

export const actions: Actions = {
  default: async (event) => {
    const person = whoMay(event, 'issue-account-codes')
    const { app } = event.locals
    const form = await event.request.formData()
    const [typed, place] = [form.get('count'), form.get('place')]
    const wish = { count: typeof typed === 'string' ? typed.trim() : '', place: typeof place === 'string' ? place : '' }
    const wrong = (refusal: CodesRefusal) => fail(400, { wish, refusal, field: fields[refusal] })
    if (scopesFor(person, 'issue-account-codes') === 'everywhere' && wish.place !== '' && !(await placeCodes(app)).has(wish.place))
      return wrong('place-missing')
    const count = /^\d{1,3}$/.test(wish.count) ? Number(wish.count) : Number.NaN
    const outcome = await issueAccountCodes(app, person, { count, place: wish.place })
    if (!outcome.ok) return wrong(outcome.refusal)
    const { codes, expires, place: given } = outcome.value
    return {
      slips: slipsOf(
        { app },
        codes.map((code) => ({ code, expires, place: given })),
      ),
    }
  },
}

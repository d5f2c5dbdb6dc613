import { fail, redirect } from '@sveltejs/kit'
import { type Variant, variants } from '#kernel/localized.ts'
import { invitePerson } from '#modules/people/index.ts'
import { address } from '#ui/address.ts'
import { whoMay } from '../../enter.ts'
import { type DeskWord, field, placeCodes, placeOptions, refused, roleIn, roleOptions } from '../desk.ts'
import { slipsOf } from '../slips.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  whoMay(event, 'manage-people')
  const { app, variant } = event.locals
  return { roleOptions: roleOptions(variant), places: await placeOptions(app, variant), sent: event.url.searchParams.has('sent') }
}

const variantIn = (text: string): Variant => variants.find((one) => one === text) ?? 'sr-Cyrl'

export const actions: Actions = {
  default: async (event) => {
    const desk = whoMay(event, 'manage-people')
    const { app, variant } = event.locals
    const form = await event.request.formData()
    const typed = {
      name: field(form, 'name'),
      email: field(form, 'email'),
      role: field(form, 'role'),
      scope: field(form, 'scope'),
      variant: variantIn(field(form, 'variant')),
    }
    const wrong = (refusal: DeskWord) => fail(400, { typed, error: refused(refusal, variant) })
    const role = roleIn(typed.role)
    if (role === null) return wrong('role-missing')
    if (typed.scope !== '' && !(await placeCodes(app)).has(typed.scope)) return wrong('scope-unknown')
    // What one learns is hers wherever she works: the role of a learner holds for no place.
    const invitation = { desk, role, scope: role === 'learner' ? '' : typed.scope, place: typed.scope || null, variant: typed.variant }
    const outcome = await invitePerson(app, { ...invitation, name: typed.name, email: typed.email })
    if (!outcome.ok) return wrong(outcome.refusal)
    if (outcome.value === null) redirect(303, address(variant, '/admin/people/invite?sent'))
    return { slips: slipsOf(event.locals, [{ ...outcome.value, place: invitation.place }]) }
  },
}

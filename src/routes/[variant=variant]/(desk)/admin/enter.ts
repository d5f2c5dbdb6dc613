import { error, type RequestEvent, redirect } from '@sveltejs/kit'
import { type Deed, maySomewhere, type SignedIn } from '#modules/people/index.ts'
import { address } from '#ui/address.ts'
import { type Job, placesFor } from './places.ts'

type Visit = Pick<RequestEvent, 'locals'>

/**
 * The person who may do this here. Each page and each action asks for itself. Whose right only sleeps until her second factor
 * is led there; anybody else sees what she would see if there were no such page.
 */
export function whoMay({ locals }: Visit, deed: Deed): SignedIn {
  const { person, variant } = locals
  if (person && maySomewhere(person, deed)) return person
  if (person && maySomewhere(awake(person), deed)) redirect(303, address(variant, '/me/security'))
  error(404)
}

/** The places of whoever has one, by the same rule. */
export function whoHasPlaces({ locals }: Visit): { person: SignedIn; jobs: Job[] } {
  const { person, variant } = locals
  const jobs = placesFor(person)
  if (person && jobs.length > 0) return { person, jobs }
  if (person && placesFor(awake(person)).length > 0) redirect(303, address(variant, '/me/security'))
  error(404)
}

/** The same person as she is after her second factor. */
function awake(person: SignedIn): SignedIn {
  return { ...person, grants: [...person.grants, ...person.withheld.map((role) => ({ role, scope: '' }))] }
}

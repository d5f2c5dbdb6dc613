import { error, type RequestEvent, redirect } from '@sveltejs/kit'
import { type Deed, mayOnceConfirmed, maySomewhere, type SignedIn } from '#modules/people/index.ts'
import { address } from '#ui/address.ts'
import { type Job, placesFor, placesOnceConfirmed } from './places.ts'

type Visit = Pick<RequestEvent, 'locals'>

/**
 * The person who may do this here. Each page and each action asks for itself. Whose right only sleeps until her second factor
 * is led there; anybody else sees what she would see if there were no such page.
 */
export function whoMay({ locals }: Visit, deed: Deed): SignedIn {
  const { app, person, variant } = locals
  if (person && maySomewhere(person, deed)) return person
  if (mayOnceConfirmed(person, deed)) redirect(303, address(variant, '/me/security'))
  if (person) app.log.warn('access refused', { person: person.id, deed })
  error(404)
}

/** The places of whoever has one, by the same rule. */
export function whoHasPlaces({ locals }: Visit): { person: SignedIn; jobs: Job[] } {
  const { person, variant } = locals
  const jobs = placesFor(person)
  if (person && jobs.length > 0) return { person, jobs }
  if (placesOnceConfirmed(person)) redirect(303, address(variant, '/me/security'))
  error(404)
}

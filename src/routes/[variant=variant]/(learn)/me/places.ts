import { maySomewhere, type SignedIn } from '#modules/people/index.ts'
import * as words from '#texts/generated/desk.ts'
import { placesFor } from '../../(desk)/admin/places.ts'

/** Where somebody works in the centre besides learning, by her rights anywhere. */
export function placesOf(person: SignedIn): { path: string; name: keyof typeof names }[] {
  return [
    ...(maySomewhere(person, 'see-standing') ? [{ path: '/desk/people', name: 'placePeople' as const }] : []),
    ...(maySomewhere(person, 'issue-account-codes') ? [{ path: '/desk/codes', name: 'placeCodes' as const }] : []),
    ...(placesFor(person).length > 0 ? [{ path: '/admin', name: 'placeAdmin' as const }] : []),
  ]
}

const names = { placePeople: words.placePeople, placeCodes: words.placeCodes, placeAdmin: words.placeAdmin }

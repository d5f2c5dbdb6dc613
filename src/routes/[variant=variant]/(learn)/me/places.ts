import { maySomewhere, type SignedIn } from '#modules/people/index.ts'
import * as words from '#texts/generated/desk.ts'
import { placesFor } from '../../(desk)/admin/places.ts'

/** Where somebody works in the centre besides learning, by her rights anywhere. */
export function placesOf(person: SignedIn): { path: string; name: keyof typeof names }[] {
  return [
    ...(maySomewhere(person, 'see-standing') ? [{ path: '/desk/people', name: 'placePeople' as const }] : []),
    ...(maySomewhere(person, 'issue-account-codes') ? [{ path: '/desk/codes', name: 'placeCodes' as const }] : []),
    ...(maySomewhere(person, 'read-records') ? [{ path: '/desk/records', name: 'placeRecords' as const }] : []),
    ...(maySomewhere(person, 'issue-account-codes') ? [{ path: '/desk/work-files', name: 'placeWorkFiles' as const }] : []),
    ...(placesFor(person).length > 0 ? [{ path: '/admin', name: 'placeAdmin' as const }] : []),
  ]
}

/** Whether a page of the desk or the administration opens for somebody; every other page opens for everybody, or leads to where one signs in. */
export function opensFor(person: SignedIn | null, path: string): boolean {
  const [, part = '', place = ''] = /^\/(admin|desk)(?:\/([a-z-]+))?/.exec(path) ?? []
  if (part === '') return true
  if (person === null) return false
  if (part === 'desk' || place === '') return placesOf(person).some((own) => own.path === (place === '' ? '/admin' : `/desk/${place}`))
  return placesFor(person).some(({ places }) => places.some((own) => own.path === place))
}

const names = {
  placePeople: words.placePeople,
  placeCodes: words.placeCodes,
  placeRecords: words.placeRecords,
  placeWorkFiles: words.placeWorkFiles,
  placeAdmin: words.placeAdmin,
}

import { type EntryKind, editableRegister } from '#modules/institutions/index.ts'
import { address } from '#ui/address.ts'
import { sayingIn } from '../../../(read)/said.ts'
import { whoMay } from '../enter.ts'
import type { PageServerLoad } from './$types'
import { toldAt } from './outcome.ts'

export const load: PageServerLoad = async (event) => {
  const { app, variant } = event.locals
  const person = whoMay(event, 'edit-institutions')
  const { institutions, facilities, posts } = await editableRegister(app.db, person)
  const say = sayingIn(variant)
  const line =
    (kind: EntryKind) =>
    ({ code, name }: { code: string; name: Parameters<typeof say>[0] }) => ({ code, name: say(name), href: placeOf(kind, code) })
  const placeOf = (kind: EntryKind, code: string) => address(variant, `/admin/institutions/entries/${kind}/${code.toLowerCase()}`)
  return {
    told: toldAt(event.url, variant),
    shelves: [
      { kind: 'institution' as const, entries: institutions.map(line('institution')), add: placeOf('institution', 'new') },
      { kind: 'facility' as const, entries: facilities.map(line('facility')), add: placeOf('facility', 'new') },
      { kind: 'post' as const, entries: posts.map(line('post')), add: placeOf('post', 'new') },
    ],
  }
}

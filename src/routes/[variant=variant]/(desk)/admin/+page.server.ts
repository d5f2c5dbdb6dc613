import { address } from '#ui/address.ts'
import type { PageServerLoad } from './$types'
import { waitingFor } from './attention.ts'
import { whoHasPlaces } from './enter.ts'

export const load: PageServerLoad = async (event) => {
  const { app, variant } = event.locals
  const { person } = whoHasPlaces(event)
  const waiting = await waitingFor(app, person)
  return { waiting: waiting.map(({ text, path }) => ({ text: text(variant), href: address(variant, `/admin/${path}`) })) }
}

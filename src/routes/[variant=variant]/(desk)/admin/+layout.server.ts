import { address } from '#ui/address.ts'
import type { LayoutServerLoad } from './$types'
import { whoHasPlaces } from './enter.ts'

export const load: LayoutServerLoad = (event) => {
  const { variant } = event.locals
  const { jobs } = whoHasPlaces(event)
  return {
    jobs: jobs.map(({ title, places }) => ({
      title: title(variant),
      places: places.map((place) => ({ href: address(variant, `/admin/${place.path}`), title: place.title(variant), about: place.about(variant) })),
    })),
  }
}

import { whoMay } from '../../enter.ts'
import type { PageServerLoad } from './$types'
import { shownRegister } from './shown-register.ts'

export const load: PageServerLoad = (event) => {
  whoMay(event, 'handle-personal-data')
  const entries = shownRegister(event.locals.app, event.locals.variant)
  return {
    aboutPeople: entries.filter(({ isAboutPeople }) => isAboutPeople),
    rest: entries.filter(({ isAboutPeople }) => !isAboutPeople).map(({ table }) => table),
  }
}

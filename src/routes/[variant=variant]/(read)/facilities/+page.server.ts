import { allFacilities, allInstitutions, type Facility, registerTerms } from '#modules/institutions/index.ts'
import { sayingIn } from '../said.ts'
import { type PublicEvent, sameForAll } from '../same-for-all.ts'
import type { PageServerLoadEvent } from './$types'
import { showingFacilities } from './shown-facility.ts'

export const csr = false

export const load = sameForAll(async ({ locals: { app, variant } }: PublicEvent<PageServerLoadEvent['params']>) => {
  const [facilities, institutions, terms] = await Promise.all([allFacilities(app.db), allInstitutions(app.db), registerTerms(app.db)])
  const say = sayingIn(variant)
  const shown = showingFacilities(variant, terms, app.now().toISOString().slice(0, 10))
  const runBy = ({ institution }: Facility) => {
    const body = institutions.find(({ code }) => code === institution)
    return body && { path: `/institutions/${body.code.toLowerCase()}`, name: say(body.name) }
  }
  return {
    total: facilities.length,
    kinds: terms.facilityKinds
      .map(({ code, name }) => ({
        code,
        name: say(name),
        facilities: facilities.filter(({ kind }) => kind === code).map((facility) => ({ ...shown(facility), runBy: runBy(facility) })),
      }))
      .filter(({ facilities: own }) => own.length > 0),
  }
})

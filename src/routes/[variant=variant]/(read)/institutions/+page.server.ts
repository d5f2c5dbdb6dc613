import { allFacilities, allInstitutions } from '#modules/institutions/index.ts'
import { glossary } from '#modules/library/index.ts'
import { sayingIn, standing } from '../said.ts'
import { type PublicEvent, sameForAll } from '../same-for-all.ts'
import type { PageServerLoadEvent } from './$types'
import { byKind, kindInAddress } from './kinds.ts'

export const csr = false

/** Terms of the glossary that readers must never take for one another. */
const neverTheSame = ['centar-za-azil', 'prihvatni-centar', 'prihvatiliste-za-strance']

export const load = sameForAll(async ({ url, locals: { app, variant } }: PublicEvent<PageServerLoadEvent['params']>) => {
  const [institutions, facilities, terms] = await Promise.all([allInstitutions(app.db), allFacilities(app.db), glossary(app.db)])
  const say = sayingIn(variant)
  const groups = byKind(institutions)
  const asked = url.searchParams.get('kind')
  const chosen = groups.find(({ kind }) => kindInAddress(kind.code) === asked)
  const parentName = (code: string | undefined) => {
    const parent = institutions.find((one) => one.code === code)
    return parent && { path: `/institutions/${parent.code.toLowerCase()}`, name: say(parent.name) }
  }
  return {
    total: institutions.length,
    kinds: groups.map(({ kind, institutions: own }) => ({
      code: kindInAddress(kind.code),
      name: say(kind.name),
      count: own.length,
      chosen: kind === chosen?.kind,
    })),
    groups: (chosen ? [chosen] : groups).map(({ kind, institutions: own }) => ({
      code: kindInAddress(kind.code),
      name: say(kind.name),
      institutions: own.map(({ code, name, mandate, parent, mark, nameMark }) => ({
        path: `/institutions/${code.toLowerCase()}`,
        name: say(name),
        mandate: say(mandate),
        parent: parentName(parent),
        facilities: facilities.filter((facility) => facility.institution === code).length,
        check: mark !== 'V' || nameMark !== undefined,
      })),
    })),
    terms: neverTheSame.flatMap((id) => {
      const term = terms.find((one) => one.id === id)
      return term ? [{ id, term: standing(say(term.term)), definition: say(term.definition) }] : []
    }),
  }
})

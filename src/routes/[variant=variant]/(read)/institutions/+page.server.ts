import { jurisdictions } from '#modules/areas/index.ts'
import { allFacilities, allInstitutions, type Facility, type Institution, registerTerms } from '#modules/institutions/index.ts'
import { glossary } from '#modules/library/index.ts'
import { sayingIn, standing } from '../said.ts'
import { type PublicEvent, sameForAll } from '../same-for-all.ts'
import type { PageServerLoadEvent } from './$types'
import { byKind, kindInAddress, type TreeLine, treeOf } from './kinds.ts'

export const csr = false

/** Terms of the glossary that readers must never take for one another. */
const neverTheSame = ['centar-za-azil', 'prihvatni-centar', 'prihvatiliste-za-strance']

export const load = sameForAll(async ({ url, locals: { app, variant } }: PublicEvent<PageServerLoadEvent['params']>) => {
  const [all, facilities, terms, orders, kinds] = await Promise.all([
    allInstitutions(app.db),
    allFacilities(app.db),
    glossary(app.db),
    jurisdictions(app.db),
    registerTerms(app.db),
  ])
  const say = sayingIn(variant)
  const order = orders.find(({ code }) => code.toLowerCase() === url.searchParams.get('from'))
  const institutions = all.filter(({ jurisdiction }) => order === undefined || jurisdiction === order.code)
  const groups = byKind(institutions, kinds.institutionKinds)
  const asked = url.searchParams.get('kind')
  const chosen = groups.find(({ kind }) => kindInAddress(kind.code) === asked)
  const line = lineOf(say, all, facilities)
  const branch = ({ institution, parts }: TreeLine): Branch => ({ ...line(institution), parts: parts.map(branch) })
  return {
    total: institutions.length,
    from: order?.code.toLowerCase(),
    tree: url.searchParams.get('by') === 'tree' ? treeOf(institutions).map(branch) : null,
    jurisdictions: orders.map(({ code, name, place }) => ({
      code: code.toLowerCase(),
      name: standing(say(place ?? name)),
      count: all.filter(({ jurisdiction }) => jurisdiction === code).length,
      chosen: code === order?.code,
    })),
    kinds: groups.map(({ kind, institutions: own }) => ({
      code: kindInAddress(kind.code),
      name: say(kind.name),
      count: own.length,
      chosen: kind === chosen?.kind,
    })),
    groups: (chosen ? [chosen] : groups).map(({ kind, institutions: own }) => ({
      code: kindInAddress(kind.code),
      name: say(kind.name),
      institutions: own.map(line),
    })),
    terms: neverTheSame.flatMap((id) => {
      const term = terms.find((one) => one.id === id)
      return term ? [{ id, term: standing(say(term.term)), definition: say(term.definition) }] : []
    }),
  }
})

type Line = ReturnType<ReturnType<typeof lineOf>>

interface Branch extends Line {
  readonly parts: readonly Branch[]
}

function lineOf(say: ReturnType<typeof sayingIn>, all: readonly Institution[], facilities: readonly Facility[]) {
  return ({ code, form, name, mandate, parent, mark, nameMark }: Institution) => {
    const body = all.find((one) => one.code === parent)
    return {
      path: `/institutions/${code.toLowerCase()}`,
      unit: form === 'unit',
      name: say(name),
      mandate: say(mandate),
      parent: body && { path: `/institutions/${body.code.toLowerCase()}`, name: say(body.name) },
      facilities: facilities.filter((facility) => facility.institution === code).length,
      check: mark !== 'V' || nameMark !== undefined,
    }
  }
}

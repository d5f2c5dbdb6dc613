/** Reads `centre/registers`: what the research found, and the supplement with what pages need beside it. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { parse } from 'yaml'
import type { Area, Jurisdiction } from '#modules/areas/index.ts'
import { type Competency, type CompetencyLevel, type Requirement, usualLevel } from '#modules/competencies/index.ts'
import type { Facility, Institution, Post, RegisterMark, Terms } from '#modules/institutions/index.ts'
import type { Act, Provision, Source } from '#modules/laws/index.ts'

export interface Registers {
  readonly areas: Area[]
  readonly jurisdictions: Jurisdiction[]
  readonly institutions: Institution[]
  readonly facilities: Facility[]
  readonly posts: Post[]
  readonly terms: Terms
  readonly competencies: Competency[]
  readonly levels: CompetencyLevel[]
  /** What each post requires: the usual level in every competency of its own areas. */
  readonly requirements: ReadonlyMap<string, readonly Requirement[]>
  readonly acts: Act[]
  readonly provisions: Provision[]
  readonly sources: Source[]
}

const localized = v.pipe(
  v.object({ 'sr-Cyrl': v.exactOptional(v.string()), 'sr-Latn': v.exactOptional(v.string()), en: v.exactOptional(v.string()) }),
  v.check((text) => Object.keys(text).length > 0, 'has at least one language'),
)
const remark = v.object({ text: localized, source: v.exactOptional(v.string()), mark: v.picklist(['V', 'B', 'check', 'I']) })
const named = v.object({ code: v.string(), name: localized })
const mark = v.picklist(['V', 'B', 'check', 'I'])
const spell = v.object({
  status: v.string(),
  from: v.exactOptional(v.string()),
  to: v.exactOptional(v.string()),
  seen: v.exactOptional(v.union([v.string(), localized])),
  note: v.exactOptional(localized),
  source: v.exactOptional(v.string()),
  mark,
})

const Research = v.object({
  areas: v.array(v.object({ code: v.string(), name: localized, focus: v.string() })),
  institutions: v.array(v.object({ code: v.string(), name: localized, kind: v.string() })),
  roles: v.array(v.object({ code: v.string(), name: localized, institutions: v.array(v.string()), areas: v.array(v.string()) })),
  competencies: v.array(v.object({ code: v.string(), area: v.string(), name: localized })),
  legalActs: v.array(v.object({ code: v.string(), name: localized, gazette: v.string() })),
  provisions: v.array(v.object({ act: v.string(), article: v.string(), topic: localized, areas: v.array(v.string()), mark: v.string() })),
})

const Supplement = v.object({
  jurisdictions: v.array(named),
  legalOrders: v.array(v.object({ code: v.string(), name: localized, place: localized })),
  competencyLevels: v.array(v.object({ level: v.number(), name: localized })),
  registerMarks: v.array(v.object({ code: v.string(), mark })),
  areas: v.array(v.object({ code: v.string(), short: localized, description: localized })),
  institutionKinds: v.array(named),
  institutions: v.array(
    v.object({
      code: v.string(),
      mandate: localized,
      jurisdiction: v.exactOptional(v.string(), 'RS'),
      parent: v.exactOptional(v.string()),
      source: v.exactOptional(v.string()),
      nameMark: v.exactOptional(mark),
      mark,
    }),
  ),
  facilityKinds: v.array(named),
  facilityStatuses: v.array(named),
  facilities: v.array(
    v.object({
      code: v.string(),
      name: localized,
      kind: v.string(),
      institution: v.string(),
      sameAs: v.exactOptional(v.string()),
      capacity: v.exactOptional(v.nullable(v.number())),
      capacitySource: v.exactOptional(v.string()),
      history: v.array(spell),
      remarks: v.exactOptional(v.array(remark)),
    }),
  ),
  actKinds: v.array(named),
  acts: v.array(
    v.object({
      code: v.string(),
      kind: v.string(),
      jurisdiction: v.string(),
      short: localized,
      gazetteText: v.exactOptional(localized),
      replacedBy: v.exactOptional(v.string()),
      inForceFrom: v.exactOptional(v.string()),
      inForceTo: v.exactOptional(v.string()),
      inForceText: v.exactOptional(localized),
      mark,
    }),
  ),
})

const Sources = v.array(v.object({ code: v.string(), page: v.string() }))

type Research = v.InferOutput<typeof Research>
type Supplement = v.InferOutput<typeof Supplement>

export async function readRegisters(folder: string): Promise<Registers> {
  const file = (name: string) => readFile(join(folder, name), 'utf8')
  const research = v.parse(Research, JSON.parse(await file('domain-data.json')))
  const more = v.parse(Supplement, parse(await file('supplement.yaml')))
  const marks = new Map(more.registerMarks.map((one) => [one.code, one.mark]))
  return {
    areas: research.areas.map((area) => ({ ...area, ...of(more.areas, area.code) })),
    jurisdictions: [...more.jurisdictions, ...more.legalOrders],
    institutions: research.institutions.map((institution) => institutionOf(institution, more)),
    facilities: more.facilities.map((facility) => facilityOf(facility)),
    posts: research.roles.map(({ code, name, institutions, areas }) => ({ code, name, institutions, areas, mark: 'I' as const })),
    terms: { institutionKinds: more.institutionKinds, facilityKinds: more.facilityKinds, statuses: more.facilityStatuses },
    competencies: research.competencies,
    levels: more.competencyLevels,
    requirements: new Map(research.roles.map(({ code, areas }) => [code, requirementsIn(areas, research.competencies)])),
    acts: research.legalActs.map(({ code, name }) => {
      const { kind, gazetteText, ...own } = of(more.acts, code)
      return { ...own, name, kind: of(more.actKinds, kind), ...(gazetteText && { gazette: gazetteText }) }
    }),
    provisions: research.provisions.map((provision) => ({ ...provision, mark: marks.get(provision.mark) ?? ('check' satisfies RegisterMark) })),
    sources: v.parse(Sources, parse(await file('sources.yaml'))),
  }
}

function institutionOf({ code, name, kind }: Research['institutions'][number], more: Supplement): Institution {
  const { mandate, mark, nameMark, parent, source, jurisdiction } = of(more.institutions, code)
  return {
    ...{ code, form: 'institution', name, kind: of(more.institutionKinds, kind).code, jurisdiction, mandate, mark },
    ...(nameMark && { nameMark }),
    ...(parent && { parent }),
    ...(source && { source }),
  }
}

function facilityOf({ capacity, capacitySource, remarks = [], ...facility }: Supplement['facilities'][number]): Facility {
  const size =
    typeof capacity === 'number'
      ? [{ capacity, ...(capacitySource && { source: capacitySource }), mark: capacitySource ? ('V' as const) : ('check' as const) }]
      : []
  return { ...facility, jurisdiction: 'RS', capacities: size, remarks }
}

function requirementsIn(areas: readonly string[], framework: readonly Competency[]): Requirement[] {
  return framework.filter(({ area }) => areas.includes(area)).map(({ code }) => ({ competency: code, level: usualLevel.own }))
}

/** The entry of a code; a register that names a code it lacks is broken, and says which. */
function of<T extends { code: string }>(list: readonly T[], code: string): T {
  const found = list.find((one) => one.code === code)
  if (!found) throw new Error(`supplement.yaml has no entry for "${code}"`)
  return found
}

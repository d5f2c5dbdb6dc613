import { type DocumentType, documentTypes } from './document.ts'

/** What a shelf may be narrowed to. */
export interface Filters {
  readonly area?: string | undefined
  readonly type?: 'manual' | DocumentType | undefined
  readonly language?: string | undefined
}

export const shelfTypes = ['manual', ...documentTypes] as const

/** What a thing on the shelf can be found by. */
export interface Shelved {
  readonly areas: readonly string[]
  readonly type: string
  readonly languages: readonly string[]
}

export function fits(item: Shelved, { area, type, language }: Filters): boolean {
  return (
    (area === undefined || item.areas.includes(area)) &&
    (type === undefined || item.type === type) &&
    (language === undefined || item.languages.includes(language))
  )
}

export type FacetName = keyof Filters

export interface FacetValue {
  readonly value: string
  /** How many things the shelf would show with this value and the other facets as they are. */
  readonly count: number
  readonly chosen: boolean
}

/** The values a facet offers: those that lead to something, and the chosen one. */
export function facetValues(items: readonly Shelved[], filters: Filters, name: FacetName): FacetValue[] {
  const others = items.filter((item) => fits(item, { ...filters, [name]: undefined }))
  const valuesOf = (item: Shelved) => ({ area: item.areas, type: [item.type], language: item.languages })[name]
  const counts = new Map<string, number>()
  for (const value of others.flatMap(valuesOf)) counts.set(value, (counts.get(value) ?? 0) + 1)
  const chosen = filters[name]
  if (chosen !== undefined && !counts.has(chosen)) counts.set(chosen, 0)
  return [...counts].map(([value, count]) => ({ value, count, chosen: value === chosen }))
}

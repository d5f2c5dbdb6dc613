/** What is asked and what is found, in the shape that the page of results draws: on the server and on a device alike. */
import type { Chosen, Variant } from '#kernel/localized.ts'
import type { SearchKind } from '#kernel/search-text.ts'
import { searchKinds } from './kinds.ts'
import type { Marked } from './snippet.ts'

export interface SearchFor {
  readonly query: string
  readonly variant: Variant
  readonly kind?: SearchKind | undefined
  readonly area?: string | undefined
  /** From 1. */
  readonly page: number
}

export interface Hit {
  readonly kind: SearchKind
  readonly id: string
  /** Without the prefix of the variant. */
  readonly path: string
  readonly title: Chosen
  readonly snippet: Marked
  readonly areas: readonly Chosen[]
  readonly date?: string
  readonly sample: boolean
}

export interface Found {
  /** The question as it is kept in the box; empty when nothing was asked. */
  readonly query: string
  /** Whether it had a word that tells something. */
  readonly telling: boolean
  readonly total: number
  readonly hits: readonly Hit[]
  /** Things with only some of the words, when few or none have all. */
  readonly partial: readonly Hit[]
  readonly kinds: readonly { readonly kind: SearchKind; readonly count: number }[]
  readonly areas: readonly { readonly code: string; readonly name: Chosen; readonly count: number }[]
  readonly page: number
  readonly pages: number
  /** A question that would find something. */
  readonly didYouMean?: string
}

export const hitsPerPage = 10
/** With no more than these, things with only some of the words are shown too. */
export const fewHits = 5
/** So many are ranked: those whose subject the words are, then others until it is full. No common word costs more. */
export const mostRanked = 200

export interface Counts {
  readonly total: number
  readonly kinds: ReadonlyMap<SearchKind, number>
  readonly areas: ReadonlyMap<string, number>
}

/** The counts that are worth a line, in the order in which a page lists them. */
export function shownCounts({ kinds, areas }: Counts, areaNames: ReadonlyMap<string, Chosen>): Pick<Found, 'kinds' | 'areas'> {
  return {
    kinds: searchKinds.map((kind) => ({ kind, count: kinds.get(kind) ?? 0 })).filter(({ count }) => count > 0),
    areas: Array.from(areaNames, ([code, name]) => ({ code, name, count: areas.get(code) ?? 0 })).filter(({ count }) => count > 0),
  }
}

import { toLatin } from '@putokaz/serbian'
import { type Chosen, choose, type Variant } from '#kernel/localized.ts'
import type { SearchKind } from '#kernel/search-text.ts'
import { areas as allAreas } from '#modules/areas/index.ts'
import type { Db } from '#platform/db.ts'
import { searchKinds } from '../domain/kinds.ts'
import { type Marked, snippet } from '../domain/snippet.ts'
import { type Counts, counts, mostRanked, type RankedItem, ranked } from '../ranked-store.ts'
import { didYouMean } from './did-you-mean.ts'
import { type Understood, understand } from './understand.ts'

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
const fewHits = 5
const noCounts: Counts = { total: 0, kinds: new Map(), areas: new Map() }

/** Answers a question: one ranking whatever the script, the diacritics and the case endings it was typed with. */
export async function searchFor(db: Db, asked: SearchFor): Promise<Found> {
  const understood = await understand(db, asked.query)
  const { words } = understood
  const askable = words.length > 0 && words.every((word) => word.keys.length > 0)
  const page = Math.min(Math.max(1, Math.trunc(asked.page) || 1), mostRanked / hitsPerPage)
  const [number, items, names] = await Promise.all([
    askable ? counts(db, words, asked) : noCounts,
    askable ? ranked(db, { words, how: 'all', confines: asked, from: (page - 1) * hitsPerPage, count: hitsPerPage }) : [],
    allAreas(db),
  ])
  const pages = Math.ceil(Math.min(number.total, mostRanked) / hitsPerPage)
  if (page > Math.max(1, pages)) return searchFor(db, { ...asked, page: Math.max(1, pages) })
  const areaName = new Map(names.map((area) => [area.code, choose(area.short, asked.variant, toLatin)]))
  const show = shower(asked.variant, understood, areaName)
  const meant = number.total === 0 ? await meantInstead(db, understood) : null
  return {
    query: understood.text,
    telling: words.length > 0,
    total: number.total,
    hits: items.map(show),
    partial: (await partly(db, asked, { understood, total: number.total, page })).map(show),
    kinds: searchKinds.map((kind) => ({ kind, count: number.kinds.get(kind) ?? 0 })).filter(({ count }) => count > 0),
    areas: names.flatMap(({ code }) => {
      const name = areaName.get(code)
      const count = number.areas.get(code)
      return name && count ? [{ code, name, count }] : []
    }),
    page,
    pages,
    ...(meant !== null && { didYouMean: meant }),
  }
}

/** Only what finds something is worth offering. */
async function meantInstead(db: Db, understood: Understood): Promise<string | null> {
  const meant = await didYouMean(db, understood)
  if (meant === null) return null
  const { words } = await understand(db, meant)
  return words.every((word) => word.keys.length > 0) && (await counts(db, words, {})).total > 0 ? meant : null
}

async function partly(db: Db, asked: SearchFor, { understood, total, page }: { understood: Understood; total: number; page: number }): Promise<RankedItem[]> {
  const known = understood.words.filter((word) => word.keys.length > 0)
  if (understood.words.length < 2 || known.length === 0 || total >= fewHits || page > 1) return []
  const some = await ranked(db, { words: known, how: 'any', confines: asked, from: 0, count: hitsPerPage + fewHits })
  return known.length < understood.words.length ? some.slice(0, hitsPerPage) : some.slice(total, total + hitsPerPage)
}

function shower(variant: Variant, { words }: Understood, areaName: ReadonlyMap<string, Chosen>): (item: RankedItem) => Hit {
  const keys = new Set(words.flatMap((word) => word.keys))
  return ({ kind, id, path, title, body, areas, date, sample }) => ({
    kind,
    id,
    path,
    title: choose(title, variant, toLatin),
    snippet: snippet(body, variant, keys),
    areas: areas.flatMap((code) => areaName.get(code) ?? []),
    ...(date !== null && { date }),
    sample,
  })
}

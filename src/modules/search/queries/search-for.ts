import { toLatin } from '@putokaz/serbian'
import { choose } from '#kernel/localized.ts'
import { areas as allAreas } from '#modules/areas/index.ts'
import type { Db } from '#platform/db.ts'
import { type Counts, type Found, fewHits, hitsPerPage, mostRanked, type SearchFor, shownCounts } from '../domain/found.ts'
import type { Understood } from '../domain/question.ts'
import { shower } from '../domain/shown-hit.ts'
import { counts, type RankedItem, ranked } from '../ranked-store.ts'
import { didYouMean } from './did-you-mean.ts'
import { understand } from './understand.ts'

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
    ...shownCounts(number, areaName),
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

/** Answers a question out of what a device has kept, by the rules of the server's ranking. */
import { toLatin } from '@putokaz/serbian'
import { choose, type Localized } from '#kernel/localized.ts'
import { type Counts, type Found, fewHits, hitsPerPage, mostRanked, type SearchFor, shownCounts } from '../domain/found.ts'
import { mostBeginnings, readQuestion, type SoughtWord, sought, type Understood, unfinished } from '../domain/question.ts'
import { type FoundItem, shower } from '../domain/shown-hit.ts'
import { type Candidate, mostChanges, nearest, rewritten } from '../domain/spelling.ts'
import type { KeptIndex } from './kept-index.ts'

interface Ranked {
  readonly item: FoundItem
  readonly score: number
}

export function searchKept(index: KeptIndex, areas: readonly { readonly code: string; readonly short: Localized }[], asked: SearchFor): Found {
  const understood = understand(index, asked.query)
  const { words } = understood
  const all = ranked(index, words, 'all')
  const within = all.filter(({ item }) => fits(item, asked))
  const pages = Math.ceil(Math.min(within.length, mostRanked) / hitsPerPage)
  const page = Math.min(Math.max(1, Math.trunc(asked.page) || 1), Math.max(1, pages))
  const areaNames = new Map(areas.map((area) => [area.code, choose(area.short, asked.variant, toLatin)]))
  const show = shower(asked.variant, understood, areaNames)
  const meant = within.length === 0 ? meantInstead(index, understood) : null
  return {
    query: understood.text,
    telling: words.length > 0,
    total: within.length,
    hits: within.slice((page - 1) * hitsPerPage, page * hitsPerPage).map(({ item }) => show(item)),
    partial: page > 1 ? [] : partly(index, asked, { understood, total: within.length }).map(({ item }) => show(item)),
    ...shownCounts(countsOf(all, asked), areaNames),
    page,
    pages,
    ...(meant !== null && { didYouMean: meant }),
  }
}

function understand({ known, forms }: KeptIndex, raw: string): Understood {
  const { text, words } = readQuestion(raw)
  const all = words.map((word) => sought(word, known))
  const last = unfinished(all)
  if (!last) return { text, words: all }
  const times = new Map<string, number>()
  for (const { folded, key, count } of forms) if (folded.startsWith(last.folded)) times.set(key, (times.get(key) ?? 0) + count)
  const keys = [...times].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, mostBeginnings)
  return { text, words: [...all.slice(0, -1), { ...last, keys: keys.map(([key]) => key) }] }
}

const titleCounts = { 'title sr': 10, 'title en': 10 }

/** Best first; equal ones have a fixed order. None when a word has no key and all are asked for. */
function ranked({ mini, titles, items }: KeptIndex, words: readonly SoughtWord[], how: 'all' | 'any'): Ranked[] {
  if (words.length === 0 || (how === 'all' && words.some(({ keys }) => keys.length === 0))) return []
  const queries = words.map(({ keys }) => ({ combineWith: 'OR' as const, queries: [...keys] }))
  const found = mini.search({ combineWith: how === 'all' ? 'AND' : 'OR', queries }, { tokenize: (key) => [key], processTerm: (key) => key, boost: titleCounts })
  const most = Math.max(1, ...found.map(({ score }) => score))
  const scored = found.flatMap(({ id, score, match }) => {
    const item = items[id]
    const title = how === 'all' ? titleScore(titles[id] ?? [], words, match) : words.filter(({ keys }) => keys.some((key) => match[key])).length
    return item ? [{ item, score: score / most + title }] : []
  })
  return scored.sort(
    (a, b) => b.score - a.score || order(b.item.date ?? '', a.item.date ?? '') || order(a.item.kind, b.item.kind) || order(a.item.id, b.item.id),
  )
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** What a person would put first: the title typed whole, then all words in a title, the more of it the better. */
function titleScore(titles: readonly string[], words: readonly SoughtWord[], match: Readonly<Record<string, readonly string[]>>): number {
  const inTitle = words.every(({ keys }) => keys.some((key) => match[key]?.some((field) => field.startsWith('title'))))
  const longest = Math.max(1, ...titles.map((title) => title.split(' ').length))
  const isWhole = titles.includes(words.map(({ keys }) => keys[0]).join(' '))
  return (inTitle ? 1 + 0.5 * Math.min(1, words.length / longest) : 0) + (isWhole ? 2 : 0)
}

const ofKind = (item: FoundItem, kind: string | undefined) => kind === undefined || item.kind === kind
const ofArea = (item: FoundItem, area: string | undefined) => area === undefined || item.areas.includes(area)
const fits = (item: FoundItem, { kind, area }: SearchFor) => ofKind(item, kind) && ofArea(item, area)

/** Each facet is counted within the other one, so that a change of mind is one step. */
function countsOf(all: readonly Ranked[], asked: SearchFor): Counts {
  const kinds = new Map<FoundItem['kind'], number>()
  const areas = new Map<string, number>()
  for (const { item } of all) {
    if (ofArea(item, asked.area)) kinds.set(item.kind, (kinds.get(item.kind) ?? 0) + 1)
    if (ofKind(item, asked.kind)) for (const area of item.areas) areas.set(area, (areas.get(area) ?? 0) + 1)
  }
  return { total: 0, kinds, areas }
}

function partly(index: KeptIndex, asked: SearchFor, { understood, total }: { understood: Understood; total: number }): Ranked[] {
  const known = understood.words.filter((word) => word.keys.length > 0)
  if (understood.words.length < 2 || known.length === 0 || total >= fewHits) return []
  const some = ranked(index, known, 'any').filter(({ item }) => fits(item, asked))
  return known.length < understood.words.length ? some.slice(0, hitsPerPage) : some.slice(total, total + hitsPerPage)
}

/** Only what finds something is worth offering. */
function meantInstead(index: KeptIndex, understood: Understood): string | null {
  const better = new Map<SoughtWord, Candidate>()
  for (const word of understood.words) {
    const near = word.keys.length > 0 ? undefined : nearestForm(index, word.folded)
    if (near) better.set(word, near)
  }
  const meant = rewritten(understood, better)
  return meant !== null && ranked(index, understand(index, meant).words, 'all').length > 0 ? meant : null
}

function nearestForm({ forms }: KeptIndex, folded: string): Candidate | undefined {
  const most = mostChanges(folded)
  if (most === 0) return undefined
  return nearest(
    folded,
    forms.filter((form) => Math.abs(form.folded.length - folded.length) <= most),
  )
}

/** The passage of a text that shows why it was found, in the script of the reader. */
import { toLatin } from '@putokaz/serbian'
import { choose, type Localized, type Variant } from '#kernel/localized.ts'
import { keyedWords } from './keys.ts'

/** A run of text; `hit` runs are words that were asked for. */
export interface Segment {
  readonly text: string
  readonly hit: boolean
}

/** Text in segments, and the variant it truly is in. */
export interface Marked {
  readonly segments: readonly Segment[]
  readonly variant: Variant
}

const identity = (text: string) => text
const nonEmpty = (text: Localized): Localized => Object.fromEntries(Object.entries(text).filter(([, one]) => one.trim() !== ''))
const shownLength = 240
const leadIn = 60
/** What is behind this is found, but not shown. */
const lookedAt = 30_000

/** The stretch of the text with the most different words asked for; its beginning when the reader's text has none. */
export function snippet(text: Localized, variant: Variant, keys: ReadonlySet<string>): Marked {
  // Only the stretch that is shown is put into the other script: converting whole bodies would cost more than the search.
  const written = choose(nonEmpty(text), variant, identity)
  const convert = written.variant === 'sr-Latn' && text['sr-Latn'] === undefined
  const body = inOneLine(written.text.slice(0, lookedAt))
  const [start, end] = stretch(body, places(body, written.variant, keys))
  const cut = trimmed(body.slice(start, end))
  const shown = `${start > 0 ? '… ' : ''}${convert ? toLatin(cut) : cut}${end < body.length || written.text.length > lookedAt ? ' …' : ''}`
  return { segments: segments(shown, written.variant, keys), variant: written.variant }
}

/** Passages in a row: what ends without a stop (a heading, a cell) is kept apart from what follows. */
function inOneLine(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line, i, lines) => (i === lines.length - 1 ? line : line + ('.!?:;,…'.includes(line.at(-1) ?? '') ? ' ' : ' · ')))
    .join('')
    .replaceAll(/(?<!\.)\.\.(?=\s|$)/g, '.')
}

function trimmed(text: string): string {
  const words = text.split(/[\s·]/)
  const [first, last] = [words.findIndex(Boolean), words.findLastIndex(Boolean)]
  if (first < 0) return ''
  const before = words.slice(0, first).reduce((sum, word) => sum + word.length + 1, 0)
  const after = words.slice(last + 1).reduce((sum, word) => sum + word.length + 1, 0)
  return text.slice(before, text.length - after)
}

interface Place {
  readonly start: number
  readonly end: number
  readonly key: string
}

function places(text: string, variant: Variant, keys: ReadonlySet<string>): Place[] {
  return keyedWords(text, variant === 'en' ? 'en' : 'sr').flatMap(({ start, end, keys: own }) => {
    const key = own.find((one) => keys.has(one))
    return key === undefined ? [] : [{ start, end, key }]
  })
}

function stretch(text: string, hits: readonly Place[]): [number, number] {
  let best = { start: 0, score: 0 }
  for (let first = 0; first < hits.length; first++) {
    const start = hits[first]?.start ?? 0
    const within = hits.slice(first, first + 20).filter((hit) => hit.end <= start + shownLength - leadIn)
    const score = 10 * new Set(within.map((hit) => hit.key)).size + within.length
    if (score > best.score) best = { start, score }
  }
  const from = best.start <= leadIn ? 0 : wordStart(text, best.start)
  return [from, wordEnd(text, from + shownLength)]
}

/** The beginning of the sentence when it is near, else of a word. */
function wordStart(text: string, hit: number): number {
  const before = text.slice(hit - leadIn, hit)
  const stop = [...before.matchAll(/[.!?…]\s/g)].at(-1)
  if (stop) return hit - leadIn + stop.index + 2
  const space = before.search(/\s/)
  return space < 0 ? hit : hit - leadIn + space + 1
}

function wordEnd(text: string, end: number): number {
  if (end >= text.length) return text.length
  const space = text.slice(0, end).search(/\s\S*$/)
  return space <= 0 ? end : space
}

function segments(text: string, variant: Variant, keys: ReadonlySet<string>): Segment[] {
  const runs: Segment[] = []
  let from = 0
  for (const { start, end } of places(text, variant, keys)) {
    if (start > from) runs.push({ text: text.slice(from, start), hit: false })
    runs.push({ text: text.slice(start, end), hit: true })
    from = end
  }
  if (from < text.length) runs.push({ text: text.slice(from), hit: false })
  return runs
}

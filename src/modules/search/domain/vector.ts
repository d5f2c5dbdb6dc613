/** Texts and questions in PostgreSQL's own notation (tsvector and tsquery, PostgreSQL 15, §8.11). */
import type { SoughtWord } from './question.ts'

export type Weight = 'A' | 'B' | 'C' | 'D'

export interface PlacedKey {
  readonly key: string
  readonly place: number
  readonly weight: Weight
}

/** „positions can be at most 16,383 … no more than 256 positions per lexeme“ (§12.11). */
const lastPlace = 16_383
const mostPlaces = 256

/** „To use … whitespace or punctuation, surround them with quotes … embedded quotes and backslashes must be doubled“ (§8.11.1). */
const quoted = (key: string) => `'${key.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`

/** A tsvector literal. */
export function vectorOf(keys: readonly PlacedKey[]): string {
  const places = new Map<string, string[]>()
  for (const { key, place, weight } of keys) {
    const known = places.get(key) ?? []
    if (known.length < mostPlaces) known.push(`${Math.min(place, lastPlace)}${weight}`)
    places.set(key, known)
  }
  return Array.from(places, ([key, at]) => `${quoted(key)}:${at.join(',')}`).join(' ')
}

/** Any of the keys of one word; `weight` confines them to places of that weight. */
function anyOf({ keys }: SoughtWord, weight?: Weight): string {
  const parts = keys.map((key) => quoted(key) + (weight ? `:${weight}` : ''))
  return parts.length === 1 ? String(parts[0]) : `(${parts.join('|')})`
}

/** A tsquery literal: all of the words, or any of them. There must be at least one, each with a key. */
export function queryOf(words: readonly SoughtWord[], how: 'all' | 'any', weight?: Weight): string {
  return words.map((word) => anyOf(word, weight)).join(how === 'all' ? '&' : '|')
}

/** A tsquery literal for the words in a row, as far apart as they were typed. */
export function phraseOf(words: readonly SoughtWord[]): string {
  return words.map((word, index) => `${index === 0 ? '' : `<${word.place - (words[index - 1]?.place ?? 0)}>`}${anyOf(word)}`).join('')
}

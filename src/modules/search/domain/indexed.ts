/** What the index keeps of one findable thing. */
import { fold } from '@putokaz/serbian'
import type { Localized } from '#kernel/localized.ts'
import type { SearchText } from '#kernel/search-text.ts'
import { type KeyedWord, keyedWords, type Language } from './keys.ts'
import { type PlacedKey, vectorOf, type Weight } from './vector.ts'

export interface Indexed {
  /** All telling words: weight A in the title, D in the body. */
  readonly tokens: string
  /** The words a thing is about: its title and what its body says most often. */
  readonly subject: string
  /** The keys of each title in a row, to know one that was typed whole. */
  readonly titles: readonly string[]
  readonly titleWords: number
}

const subjectWords = 10
/** Between texts, so that no phrase runs from one into the next. */
const gap = 20

export function indexed(text: SearchText): Indexed {
  const titles = spoken(text.title).map(([language, words]) => keyedWords(words, language))
  const bodies = spoken(text.body).map(([language, words]) => keyedWords(words, language))
  const tokens: PlacedKey[] = []
  let from = 0
  for (const [texts, weight] of [
    [titles, 'A'],
    [bodies, 'D'],
  ] as const) {
    for (const words of texts) from = place(words, weight, { from, into: tokens }) + gap
  }
  const subject: PlacedKey[] = tokens.filter((one) => one.weight === 'A')
  for (const words of bodies) for (const key of commonest(words)) subject.push({ key, place: from, weight: 'D' })
  return {
    tokens: vectorOf(tokens),
    subject: vectorOf(subject),
    titles: [...new Set(titles.map((words) => words.map((word) => word.keys[0]).join(' ')))],
    titleWords: Math.max(1, ...titles.map((words) => words.length)),
  }
}

/** The written texts that are to be searched. A written Latin text counts where there is no Cyrillic one: their keys are the same. */
export function spoken(text: Localized): [Language, string][] {
  const serbian = text['sr-Cyrl'] ?? text['sr-Latn']
  return [...(serbian ? [['sr', serbian] as [Language, string]] : []), ...(text.en ? [['en', text.en] as [Language, string]] : [])]
}

function place(words: readonly KeyedWord[], weight: Weight, to: { from: number; into: PlacedKey[] }): number {
  for (const word of words) for (const key of word.keys) to.into.push({ key, place: to.from + word.place, weight })
  return to.from + (words.at(-1)?.place ?? 0)
}

function commonest(words: readonly KeyedWord[]): string[] {
  const times = new Map<string, number>()
  for (const { keys } of words) for (const key of keys) times.set(key, (times.get(key) ?? 0) + 1)
  const repeated = [...times].filter(([, count]) => count > 1)
  return repeated
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, subjectWords)
    .map(([key]) => key)
}

/** A form of a word that some text has; „did you mean“ and unfinished words are looked up among these. */
export interface WordForm {
  readonly folded: string
  readonly language: Language
  readonly key: string
  /** As it is written: small letters unless it always has a capital. */
  readonly shown: string
  readonly count: number
}

/** Adds the words of a text to those counted so far. */
export function countForms(forms: Map<string, WordForm>, text: SearchText): void {
  for (const [language, words] of [...spoken(text.title), ...spoken(text.body)]) {
    for (const word of keyedWords(words, language)) count(forms, language, word)
  }
}

function count(forms: Map<string, WordForm>, language: Language, word: KeyedWord): void {
  const folded = fold(word.text)
  const known = forms.get(`${language} ${folded}`)
  const small = word.text === word.text.toLowerCase()
  const shown = known && !small ? known.shown : word.text
  forms.set(`${language} ${folded}`, { folded, language, key: String(word.keys[0]), shown, count: (known?.count ?? 0) + 1 })
}

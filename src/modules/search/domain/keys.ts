/**
 * One space of keys for both languages. A Serbian word has the key of the Serbian analyser. An English word has the
 * same kind of key, of itself and of its English stem, so that „centres“ and „центар“, „Frontex“ and „Фронтекс“ meet,
 * and a word typed in Latin letters need not say which language it is in.
 */
import { analyse, fold, tokenise } from '@putokaz/serbian'
import { ENGLISH_STOP_WORDS, englishStem } from './english.ts'

export type Language = 'sr' | 'en'

/** A telling word of a text, with its place among all words. */
export interface KeyedWord {
  readonly text: string
  readonly place: number
  readonly start: number
  readonly end: number
  readonly keys: readonly string[]
}

/** Longer runs of letters are no words of a text. */
const longest = 60

/** The telling words of a text. */
export function keyedWords(text: string, language: Language): KeyedWord[] {
  const words: KeyedWord[] = []
  tokenise(text).forEach((token, index) => {
    if (token.text.length > longest) return
    const keys = language === 'sr' ? serbianKeys(token.key) : englishKeys(token.text, token.key)
    if (keys.length > 0) words.push({ text: token.text, place: index + 1, start: token.start, end: token.end, keys })
  })
  return words
}

const serbianKeys = (key: string): readonly string[] => (key === '' ? [] : [key])

function englishKeys(word: string, key: string): readonly string[] {
  const folded = fold(word)
  if (ENGLISH_STOP_WORDS.has(folded)) return []
  const stemmed = englishKey(folded)
  return [...new Set([stemmed, key])].filter((one) => one !== '')
}

/** The key of the English stem of a folded word. */
export function englishKey(folded: string): string {
  return analyse(englishStem(folded))[0] ?? ''
}

/** What a person typed, made fit to be asked. */
import { fold, tokenise } from '@putokaz/serbian'
import { ENGLISH_STOP_WORDS } from './english.ts'
import { englishKey, type Language } from './keys.ts'

/** A word of the question: everything about it follows from its folded form, so script and diacritics cannot matter. */
export interface AskedWord {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly place: number
  readonly folded: string
  readonly key: string
  readonly englishKey: string
}

export interface Question {
  /** The text as it is kept in the box. */
  readonly text: string
  readonly words: readonly AskedWord[]
}

const longestQuestion = 200
const mostWords = 12
const longestWord = 60

/** Never fails: signs that are no letters or digits only part words, and what is too long is cut. */
export function readQuestion(raw: string): Question {
  const text = raw
    .slice(0, 4 * longestQuestion)
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Co}\p{Cn}]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, longestQuestion)
    .toWellFormed()
  const words = tokenise(text).map(({ text: word, start, end, key }, index): AskedWord => {
    const folded = fold(word)
    return { text: word, start, end, place: index + 1, folded, key, englishKey: englishKey(folded) }
  })
  const serbian = words.filter((word) => word.key !== '' && word.folded.length <= longestWord)
  const telling = serbian.filter((word) => !ENGLISH_STOP_WORDS.has(word.folded))
  return { text, words: (telling.length > 0 ? telling : serbian).slice(0, mostWords) }
}

/** A question with what each of its words is sought as. */
export interface Understood {
  readonly text: string
  readonly words: readonly SoughtWord[]
}

export const shortestBeginning = 2
export const mostBeginnings = 12

/** A last word that no text has may be unfinished: then it stands for the words that begin so. Undefined when it need not. */
export function unfinished(words: readonly SoughtWord[]): SoughtWord | undefined {
  const last = words.at(-1)
  return last && last.keys.length === 0 && last.folded.length >= shortestBeginning ? last : undefined
}

/** A word together with the keys under which it is looked for; none means that no text has it. */
export interface SoughtWord extends AskedWord {
  readonly keys: readonly string[]
}

/**
 * A word that Serbian texts know is sought as that alone, so that all its forms in both scripts ask the same; any
 * other is sought as English too.
 */
export function sought(word: AskedWord, known: ReadonlyMap<string, ReadonlySet<Language>>): SoughtWord {
  if (known.get(word.key)?.has('sr')) return { ...word, keys: [word.key] }
  const keys = [...new Set([word.englishKey, word.key])].filter((key) => known.has(key))
  return { ...word, keys }
}

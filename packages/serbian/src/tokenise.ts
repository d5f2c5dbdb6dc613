import { fold } from './fold.ts'
import { stem } from './stem.ts'
import { STOP_WORDS } from './stop-words.ts'

/** A word of a text: `text.slice(start, end)` is `token.text`; `key` is empty for a stop word. */
export interface Token {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly key: string
}

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u00ad\u200b-\u200d\u2060]*/gu

/** The words of a text with their places and search keys, for highlighting in the reader's own script. */
export function tokenise(text: string): Token[] {
  return Array.from(text.matchAll(WORD), (m) => ({
    text: m[0],
    start: m.index,
    end: m.index + m[0].length,
    key: keyOf(m[0]),
  }))
}

/** The search keys of a text in order, stop words left out: what is indexed and what is asked. */
export function analyse(text: string): string[] {
  const keys: string[] = []
  for (const [word] of text.matchAll(WORD)) {
    const key = keyOf(word)
    if (key !== '') keys.push(key)
  }
  return keys
}

const MOST_KEYS = 20_000
const known = new Map<string, string>()

function keyOf(word: string): string {
  const remembered = known.get(word)
  if (remembered !== undefined) return remembered
  const folded = fold(word)
  const key = STOP_WORDS.has(folded) ? '' : stem(folded)
  if (known.size >= MOST_KEYS) known.clear()
  known.set(word, key)
  return key
}

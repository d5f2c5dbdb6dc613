import { splitPairs } from './exceptions.ts'
import { ABECEDA, AZBUKA, compose } from './letters.ts'

/** The script whose alphabet decides the order. */
export type Script = 'cyrillic' | 'latin'

const SPACE = '\u0001'
const DIGITS = 0x10
const FIRST_LETTERS = 0x40
const SECOND_LETTERS = 0x80
const OTHERS = '\uffff'

/** The abeceda with the letters of foreign names at their places. */
const LATIN_ORDER = ABECEDA.flatMap((letter) => (letter === 'p' ? ['p', 'q'] : letter === 'v' ? ['v', 'w', 'x', 'y'] : [letter]))

const weigh = (letters: readonly string[], base: number) => new Map(letters.map((letter, rank) => [letter, String.fromCharCode(base + rank)]))

function weights(script: Script): ReadonlyMap<string, string> {
  const latin = weigh(LATIN_ORDER, script === 'latin' ? FIRST_LETTERS : SECOND_LETTERS)
  const own = AZBUKA.map(([cyrillic, letter]): [string, string] => [cyrillic, latin.get(letter) ?? OTHERS])
  const cyrillic =
    script === 'latin'
      ? own
      : weigh(
          AZBUKA.map(([letter]) => letter),
          FIRST_LETTERS,
        )
  return new Map([...latin, ...cyrillic])
}

const WEIGHTS = { cyrillic: weights('cyrillic'), latin: weights('latin') }
const PIECE = /(\p{N}+)|([\p{L}\p{M}]+)/gu

/**
 * A string that sorts by code units in the order of the azbuka or of the abeceda, where lj, nj and dž are letters.
 * Whole numbers count as numbers; punctuation counts as one space; under the azbuka Latin words follow Cyrillic ones.
 */
export function collationKey(text: string, script: Script): string {
  const composed = compose(text)
  const pieces = Array.from(composed.matchAll(PIECE), (m) => (m[1] === undefined ? wordKey((m[2] ?? '').toLowerCase(), WEIGHTS[script]) : numberKey(m[1])))
  return `${pieces.join(SPACE)}\u0000${composed}`
}

function numberKey(digits: string): string {
  const plain = digits.replace(/^0+(?=.)/, '')
  return String.fromCharCode(DIGITS + Math.min(plain.length, 40)) + plain
}

function wordKey(word: string, weight: ReadonlyMap<string, string>): string {
  const split = splitPairs(word)
  let out = ''
  for (let at = 0; at < word.length; at++) {
    const pair = split.includes(at + 1) ? undefined : weight.get(word.slice(at, at + 2))
    out += pair ?? weight.get(word.charAt(at)) ?? foreign(word.charAt(at), weight)
    if (pair !== undefined) at++
  }
  return out
}

function foreign(char: string, weight: ReadonlyMap<string, string>): string {
  const bare = char.normalize('NFD').replace(/\p{M}/gu, '')
  return bare === '' ? '' : (weight.get(bare) ?? OTHERS + char)
}

/** A comparison for `sort`; it remembers the keys it has made, so take a new one for every list. */
export function compare(script: Script): (a: string, b: string) => number {
  const keys = new Map<string, string>()
  const keyOf = (text: string) => {
    const known = keys.get(text)
    if (known !== undefined) return known
    const key = collationKey(text, script)
    keys.set(text, key)
    return key
  }
  return (a, b) => {
    const [left, right] = [keyOf(a), keyOf(b)]
    return left < right ? -1 : left > right ? 1 : 0
  }
}

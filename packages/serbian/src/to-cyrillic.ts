import { nameInCyrillic, STAY_LATIN } from './acronyms.ts'
import { readDjName, splitPairs } from './exceptions.ts'
import { AZBUKA, compose } from './letters.ts'
import { protectedSpans } from './protected.ts'
import { isRoman } from './roman.ts'
import type { ConvertOptions } from './to-latin.ts'

const LETTERS = new Map(AZBUKA.map(([cyrillic, latin]) => [latin, cyrillic]))

/** The digraphs of Unicode that are one character: ǆ ǅ Ǆ, ǉ ǈ Ǉ, ǌ ǋ Ǌ. */
const LIGATURES = /[\u01c4-\u01cc]/g
const LIGATURE_TEXT = ['DŽ', 'Dž', 'dž', 'LJ', 'Lj', 'lj', 'NJ', 'Nj', 'nj']

const ANY_LATIN = /[A-Za-zĐđŽžĆćČčŠš\u01c4-\u01cc]/
const WORD = /[\p{L}\p{M}\p{N}\u00ad]+(?:-[\p{L}\p{M}\p{N}\u00ad]+)*/gu
/** Letters of Serbian, of either script, and what may stand among them. Anything else makes a word foreign. */
const SERBIAN = /^[a-pr-vzA-PR-VZđžćčšĐŽĆČŠ\u0400-\u045f\u00ad]+$/

/**
 * Serbian Latin to Cyrillic. Unlike toLatin this is a reading, not a table: see README for the rules on digraphs
 * and on what stays (addresses, code, Roman numerals, foreign letters, words with digits).
 */
export function toCyrillic(text: string, options: ConvertOptions = {}): string {
  const source = compose(text)
  if (!ANY_LATIN.test(source)) return source
  let out = ''
  let from = 0
  for (const { start, end } of protectedSpans(source)) {
    out += convert(source, from, start, options) + source.slice(start, end)
    from = end
  }
  return out + convert(source, from, source.length, options)
}

function convert(text: string, from: number, to: number, options: ConvertOptions): string {
  if (from >= to) return ''
  return text.slice(from, to).replace(WORD, (token, offset: number) => {
    if (!ANY_LATIN.test(token)) return token
    const at = from + offset
    if (stays(token, options)) return token
    if (!token.includes('-')) return convertWord(token, text, at)
    return convertParts(token, text, at, options)
  })
}

const stays = (word: string, { keep }: ConvertOptions) => STAY_LATIN.has(word) || keep?.(word) === true

function convertParts(token: string, text: string, at: number, options: ConvertOptions): string {
  let index = at
  return token
    .split('-')
    .map((part) => {
      const here = index
      index += part.length + 1
      return stays(part, options) || !ANY_LATIN.test(part) ? part : convertWord(part, text, here)
    })
    .join('-')
}

function convertWord(word: string, text: string, at: number): string {
  const name = nameInCyrillic(word)
  if (name !== undefined) return name
  if (/\p{N}/u.test(word)) return word
  const near = (start: number, end: number) => text.slice(Math.max(0, start), end)
  if (isRoman(word, near(at - 24, at), near(at + word.length, at + word.length + 24))) return word
  const plain = word.replace(LIGATURES, (c) => LIGATURE_TEXT[c.charCodeAt(0) - 0x1c4] ?? c)
  return SERBIAN.test(plain) ? spell(plain) : word
}

/** Letter by letter; a digraph takes the case of its first letter. */
function spell(written: string): string {
  const word = withDj(written)
  const lower = word.toLowerCase()
  const split = splitPairs(lower)
  let out = ''
  for (let at = 0; at < word.length; at++) {
    const pair = split.includes(at + 1) ? undefined : LETTERS.get(lower.slice(at, at + 2))
    const isPair = pair !== undefined && !(isSmall(word, at) && !isSmall(word, at + 1))
    const letter = isPair ? pair : LETTERS.get(lower.charAt(at))
    out += letter === undefined ? word.charAt(at) : isSmall(word, at) ? letter : letter.toUpperCase()
    if (isPair) at++
  }
  return out
}

const isSmall = (word: string, at: number) => word.charAt(at) === word.charAt(at).toLowerCase()

function withDj(word: string): string {
  const first = word.charAt(0)
  if (first === first.toLowerCase()) return word
  const lower = word.toLowerCase()
  const read = readDjName(lower)
  if (read === lower) return word
  const shouted = word.length > 1 && word === word.toUpperCase()
  return shouted ? read.toUpperCase() : read.charAt(0).toUpperCase() + read.slice(1)
}

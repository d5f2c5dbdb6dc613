import { NAME_INITIALS, nameInLatin } from './acronyms.ts'
import { AZBUKA, compose, isTransparent } from './letters.ts'
import { protectedCyrillicSpans } from './protected.ts'

/** What the caller may decide about single words. */
export interface ConvertOptions {
  /** True for a word that stays as it is written, e.g. a foreign name. */
  readonly keep?: (word: string) => boolean
}

const FIRST = 0x400
const LAST = 0x52f

const LETTERS: (string | undefined)[] = new Array(LAST - FIRST + 1).fill(undefined)
/** Capital digraphs spelled for a word in capitals; LETTERS holds the title-case spelling. */
const CAPITALS = new Map<number, string>()

for (const [cyrillic, latin] of AZBUKA) {
  const upper = cyrillic.toUpperCase().charCodeAt(0)
  LETTERS[cyrillic.charCodeAt(0) - FIRST] = latin
  LETTERS[upper - FIRST] = latin.charAt(0).toUpperCase() + latin.slice(1)
  if (latin.length > 1) CAPITALS.set(upper, latin.toUpperCase())
}
// Serbian vowels with a written grave accent have code points of their own.
for (const [grave, latin] of [
  ['ѐ', 'è'],
  ['Ѐ', 'È'],
  ['ѝ', 'ì'],
  ['Ѝ', 'Ì'],
] as const) {
  LETTERS[grave.charCodeAt(0) - FIRST] = latin
}

const isCyrillic = (code: number) => code >= FIRST && code <= LAST
const isUpper = (char: string) => char !== char.toLowerCase()
const isLower = (char: string) => char !== char.toUpperCase()
const ANY_CYRILLIC = /[\u0400-\u052f]/

/**
 * Serbian Cyrillic to Latin, exactly. Everything that is not Serbian Cyrillic stays as it is, words of other
 * Cyrillic alphabets included; addresses and code stay too.
 */
export function toLatin(text: string, options: ConvertOptions = {}): string {
  if (!ANY_CYRILLIC.test(text)) return compose(text)
  const source = compose(text)
  const spans = protectedCyrillicSpans(source)
  if (spans.length === 0) return compose(convert(source, 0, source.length, options))
  let out = ''
  let from = 0
  for (const { start, end } of spans) {
    out += convert(source, from, start, options) + source.slice(start, end)
    from = end
  }
  return compose(out + convert(source, from, source.length, options))
}

function convert(text: string, from: number, to: number, { keep }: ConvertOptions): string {
  let out = ''
  let done = from
  let at = from
  while (at < to) {
    if (!isCyrillic(text.charCodeAt(at))) {
      at++
      continue
    }
    const end = wordEnd(text, at, to)
    const latin = keep?.(text.slice(at, end)) ? undefined : convertWord(text, at, end)
    if (latin !== undefined) {
      out += done < at ? text.slice(done, at) + latin : latin
      done = end
    }
    at = end
  }
  return out + text.slice(done, to)
}

function wordEnd(text: string, start: number, to: number): number {
  let end = start + 1
  while (end < to) {
    const code = text.charCodeAt(end)
    if (!isCyrillic(code) && !isTransparent(code)) break
    end++
  }
  return end
}

function convertWord(text: string, start: number, end: number): string | undefined {
  if (NAME_INITIALS.has(text.charCodeAt(start))) {
    const name = nameInLatin(text.slice(start, end))
    if (name !== undefined && !touchesLetter(text, start, end)) return name
  }
  let out = ''
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at)
    const capital = code === 0x409 || code === 0x40a || code === 0x40f
    const latin = capital ? capitalDigraph(text, at, code) : isCyrillic(code) ? LETTERS[code - FIRST] : text[at]
    if (latin === undefined) return undefined
    out += latin
  }
  return out
}

const LETTER = /\p{L}|\p{N}/u

function touchesLetter(text: string, start: number, end: number): boolean {
  return LETTER.test(text.charAt(start - 1)) || LETTER.test(text.charAt(end))
}

/** Љ is LJ among capitals and Lj before a small letter; alone it looks at the word after it (Љ. Петровић). */
function capitalDigraph(text: string, at: number, code: number): string | undefined {
  const next = text.charAt(skip(text, at, 1))
  if (isLower(next)) return LETTERS[code - FIRST]
  const previous = text.charAt(skip(text, at, -1))
  if (isUpper(next) || isUpper(previous)) return CAPITALS.get(code)
  if (isLower(previous)) return LETTERS[code - FIRST]
  const following = /^[.\s\u00a0-]{1,3}(\p{L})\u00ad?(\p{L})/u.exec(text.slice(at + 1, at + 8))
  const shouted = following !== null && isUpper(following[1] ?? '') && isUpper(following[2] ?? '')
  return shouted ? CAPITALS.get(code) : LETTERS[code - FIRST]
}

function skip(text: string, at: number, step: 1 | -1): number {
  let index = at + step
  while (isTransparent(text.charCodeAt(index))) index += step
  return index
}

import { toCyrillic } from './to-cyrillic.ts'
import { toLatin } from './to-latin.ts'

/** A passage marked as it is in the Centre's content: `[Szabó]{lang=hu}`, `[IBAN]{keep}`. */
const MARKED = /\[([^[\]]*)\]\{(?:[^{}]*\s)?(?:keep|lang=[^{}\s]+)(?:\s[^{}]*)?\}/g

/** Converts a line and leaves marked passages as written; the marks themselves are taken away. */
export function convertMarked(text: string, script: 'cyrillic' | 'latin'): string {
  const convert = script === 'latin' ? toLatin : toCyrillic
  let out = ''
  let from = 0
  for (const match of text.matchAll(MARKED)) {
    out += convert(text.slice(from, match.index)) + (match[1] ?? '')
    from = match.index + match[0].length
  }
  return out + convert(text.slice(from))
}

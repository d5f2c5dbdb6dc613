import { toCyrillic } from './to-cyrillic.ts'
import { toLatin } from './to-latin.ts'

/** A passage marked as it is in the Centre's content: `[Szabó]{lang=hu}`, `[IBAN]{keep}`. */
const MARKED = /\[([^[\]]*)\]\{([^{}]*)\}/g

/** Converts a line and leaves marked passages as written; the marks themselves are taken away. */
export function convertMarked(text: string, script: 'cyrillic' | 'latin'): string {
  const convert = script === 'latin' ? toLatin : toCyrillic
  let out = ''
  let from = 0
  for (const match of text.matchAll(MARKED)) {
    if (!isLeftAlone(match[2] ?? '')) continue
    out += convert(text.slice(from, match.index)) + (match[1] ?? '')
    from = match.index + match[0].length
  }
  return out + convert(text.slice(from))
}

function isLeftAlone(attributes: string): boolean {
  return attributes.split(/\s/).some((one) => one === 'keep' || (one.startsWith('lang=') && one.length > 5))
}

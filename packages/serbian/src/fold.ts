import { NAMES } from './acronyms.ts'
import { AZBUKA } from './letters.ts'

/** Folded spelling of every character that is not itself after folding; filled for the two scripts below. */
const FOLDED = new Map<number, string>()

for (const [cyrillic, latin] of AZBUKA) {
  const plain = latin === 'đ' ? 'dj' : latin.normalize('NFD').replace(/[\u0300-\u036f]/g, '')
  for (const letter of [cyrillic, cyrillic.toUpperCase(), latin, latin.toUpperCase()]) {
    if (letter.length === 1) FOLDED.set(letter.charCodeAt(0), plain)
  }
}

const MORE: Readonly<Record<string, string>> = {
  ǆ: 'dz',
  ǅ: 'dz',
  Ǆ: 'dz',
  ǉ: 'lj',
  ǈ: 'lj',
  Ǉ: 'lj',
  ǌ: 'nj',
  ǋ: 'nj',
  Ǌ: 'nj',
  ð: 'dj',
  Ð: 'dj',
  ß: 'ss',
  ẞ: 'ss',
  ł: 'l',
  Ł: 'l',
  ø: 'o',
  Ø: 'o',
  æ: 'ae',
  Æ: 'ae',
  œ: 'oe',
  Œ: 'oe',
  ı: 'i',
  İ: 'i',
  й: 'j',
  ё: 'e',
  ы: 'y',
  э: 'e',
  ю: 'ju',
  я: 'ja',
  щ: 'sc',
  ъ: '',
  ь: '',
  і: 'i',
  ї: 'ji',
  є: 'je',
  ґ: 'g',
  ѓ: 'dj',
  ќ: 'c',
  ѕ: 'dz',
  '„': '"',
  '“': '"',
  '”': '"',
  '«': '"',
  '»': '"',
  '″': '"',
  '’': "'",
  '‘': "'",
  '‚': "'",
  '‹': "'",
  '›': "'",
  '′': "'",
  '–': '-',
  '—': '-',
  '‑': '-',
  '‐': '-',
  '−': '-',
  '…': '...',
  '\u00a0': ' ',
  '\u202f': ' ',
  '\u2009': ' ',
  '\u00ad': '',
  '\u200b': '',
  '\u200c': '',
  '\u200d': '',
  '\u2060': '',
  '\ufeff': '',
}
for (const [from, to] of Object.entries(MORE)) {
  FOLDED.set(from.charCodeAt(0), to)
  const upper = from.toUpperCase()
  if (upper.length === 1) FOLDED.set(upper.charCodeAt(0), to)
}

/** Names that toLatin spells in their own way have the key of that spelling, whichever way they are written. */
const SAME_NAME = NAMES.map(({ cyrillic, latin, form }) => {
  const spelled = foldCharacters(cyrillic)
  const after = form === 'acronym' ? '(?![\\p{L}\\p{N}])' : ''
  return { spelled, latin, pattern: new RegExp(`(?<![\\p{L}\\p{N}])${spelled}${after}`, 'gu') }
})
const ANY_SAME_NAME = new RegExp(SAME_NAME.map(({ spelled }) => spelled).join('|'))

/**
 * A key that is blind to script, case and diacritics: Ђорђевић, Đorđević and Djordjevic give `djordjevic`.
 * Characters of other alphabets lose case and marks only.
 */
export function fold(text: string): string {
  const folded = foldCharacters(text)
  if (!ANY_SAME_NAME.test(folded)) return folded
  let out = folded
  for (const { pattern, latin } of SAME_NAME) out = out.replace(pattern, latin)
  return out
}

function foldCharacters(text: string): string {
  if (!/\P{ASCII}/u.test(text)) return text.toLowerCase()
  const source = /[\u0300-\u036f]/.test(text) ? text.normalize('NFC') : text
  let out = ''
  for (const char of source) {
    const code = char.charCodeAt(0)
    if (code < 0x80) out += code >= 0x41 && code <= 0x5a ? String.fromCharCode(code + 32) : char
    else out += FOLDED.get(code) ?? foldOther(char)
  }
  return out
}

const foldOther = (char: string) => {
  const bare = char
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
  return FOLDED.get(bare.charCodeAt(0)) ?? bare
}

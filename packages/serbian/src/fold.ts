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
  ǆ: 'dz', ǅ: 'dz', Ǆ: 'dz', ǉ: 'lj', ǈ: 'lj', Ǉ: 'lj', ǌ: 'nj', ǋ: 'nj', Ǌ: 'nj',
  ð: 'dj', Ð: 'dj', ß: 'ss', ẞ: 'ss', ł: 'l', Ł: 'l', ø: 'o', Ø: 'o', æ: 'ae', Æ: 'ae', œ: 'oe', Œ: 'oe', ı: 'i', İ: 'i',
  й: 'j', ё: 'e', ы: 'y', э: 'e', ю: 'ju', я: 'ja', щ: 'sc', ъ: '', ь: '', і: 'i', ї: 'ji', є: 'je', ґ: 'g',
  ѓ: 'dj', ќ: 'c', ѕ: 'dz',
  '„': '"', '“': '"', '”': '"', '«': '"', '»': '"', '″': '"', '’': "'", '‘': "'", '‚': "'", '‹': "'", '›': "'", '′': "'",
  '–': '-', '—': '-', '‑': '-', '‐': '-', '−': '-', '…': '...', '\u00a0': ' ', '\u202f': ' ', '\u2009': ' ',
  '\u00ad': '', '\u200b': '', '\u200c': '', '\u200d': '', '\u2060': '', '\ufeff': '',
}
for (const [from, to] of Object.entries(MORE)) {
  FOLDED.set(from.charCodeAt(0), to)
  const upper = from.toUpperCase()
  if (upper.length === 1) FOLDED.set(upper.charCodeAt(0), to)
}

/** Transcriptions that toLatin and toCyrillic turn into each other; the key knows one spelling. */
const SAME_NAME: readonly (readonly [pattern: RegExp, key: string])[] = [
  [/(?<![\p{L}\p{N}])fronteks/gu, 'frontex'],
  [/(?<![\p{L}\p{N}])(?:evrodak|eurodak)/gu, 'eurodac'],
  [/(?<![\p{L}\p{N}])(?:evrodzast|eurodzast)/gu, 'eurojust'],
  [/(?<![\p{L}\p{N}])unesk(?=[oaiu])/gu, 'unesc'],
  [/(?<![\p{L}\p{N}])unrva(?![\p{L}\p{N}])/gu, 'unrwa'],
  [/(?<![\p{L}\p{N}])unikri(?![\p{L}\p{N}])/gu, 'unicri'],
  [/(?<![\p{L}\p{N}])ekri(?![\p{L}\p{N}])/gu, 'ecri'],
  [/(?<![\p{L}\p{N}])covid/gu, 'kovid'],
  [/(?<![\p{L}\p{N}])skorm/gu, 'scorm'],
]
const ANY_SAME_NAME = /fronteks|e[vu]rodak|e[vu]rodzast|unesk|unrva|unikri|ekri|covid|skorm/
const PLAIN = /^[\x00-\x7f]*$/

/**
 * A key that is blind to script, case and diacritics: Ђорђевић, Đorđević and Djordjevic give `djordjevic`.
 * Characters of other alphabets lose case and marks only.
 */
export function fold(text: string): string {
  const folded = foldCharacters(text)
  if (!ANY_SAME_NAME.test(folded)) return folded
  let out = folded
  for (const [pattern, key] of SAME_NAME) out = out.replace(pattern, key)
  return out
}

function foldCharacters(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase()
  const source = /[\u0300-\u036f\ufb00-\ufb06]/.test(text) ? text.normalize('NFKC') : text
  let out = ''
  for (const char of source) {
    const code = char.charCodeAt(0)
    if (code < 0x80) out += code >= 0x41 && code <= 0x5a ? String.fromCharCode(code + 32) : char
    else out += FOLDED.get(code) ?? foldOther(char)
  }
  return out
}

const foldOther = (char: string) => {
  const bare = char.normalize('NFD').replace(/\p{Mn}/gu, '').toLowerCase()
  return FOLDED.get(bare.charCodeAt(0)) ?? bare
}

const CANONICAL = /^M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/

/** Canonical numerals that are also Serbian words written in capitals: МИ, ЛИ, ДИ-, ДИВ, ЛИВ. */
const WORDS_IN_CAPITALS: ReadonlySet<string> = new Set(['MI', 'LI', 'DI', 'CI', 'DIV', 'LIV', 'MIL', 'DIM'])

/** Nouns after or before which a lone I is a number: „Глава I“, „Петар I“, „I део“. */
const COUNTED =
  /(?:glav|de[ol]|čla|član|tom|knjig|faz|stepen|razred|nivo|kategorij|odelj|odsek|grup|kol[oau]|modul|poglavlj|prilog|aneks|instanc|klas|red|tip|tačk|vek|kvartal|tromesečj|polugodišt|semest|svetsk|petar|petr|aleksand|karlo|nikol|jovan|pavl|franj|napoleon|mihail|vilhel)/i

/**
 * A Roman numeral: two or more capitals in canonical form (XIV, not IIII or IC) that are no Serbian word; a lone X
 * always; a lone V unless a full stop follows (an initial); a lone I only beside a noun that is counted.
 */
export function isRoman(word: string, before: string, after: string): boolean {
  if (!/^[IVXLCDM]+$/.test(word)) return false
  if (word.length > 1) return CANONICAL.test(word) && !WORDS_IN_CAPITALS.has(word)
  if (word === 'X') return true
  if (word === 'V') return !after.startsWith('.')
  if (word !== 'I' || after.startsWith('.')) return false
  return COUNTED.test(lastWord(before.slice(-longestCounted))) || COUNTED.test(/^[\s\u00a0]*(\p{L}+)/u.exec(after)?.[1] ?? '')
}

const longestCounted = 60

function lastWord(text: string): string {
  const words = text.trimEnd().split(/\P{L}/u)
  return words.at(-1) ?? ''
}

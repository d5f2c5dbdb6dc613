/** English words that tell nothing; Serbian has its own list in its package. */
export const ENGLISH_STOP_WORDS: ReadonlySet<string> = new Set(
  (
    'a an and are as at be been but by do does for from had has have he her his how i if in into is it its me nor not of on or our ' +
    'she so than that the their them then there these they this those to was we were what when where which who will with you your'
  ).split(' '),
)

const anyVowel = /[aeiouy]/
/** A consonant, a vowel, a consonant: the short word that „hop“ is, whose „hoping“ would be „hope“. */
const short = /^[^aeiouy]*[aeiouy][^aeiouywx]$/

/**
 * The stem of a folded English word: plurals, -ed, -ing and -y as in the first step of Porter's algorithm, then -ion and a last silent e.
 * Longer endings stay, for they tell professions and acts apart (a refugee is no refuge). Words of other letters stay as they are.
 */
export function englishStem(folded: string): string {
  if (!/^[a-z]{3,}$/.test(folded)) return folded
  const word = withoutTense(withoutPlural(folded)).replace(/(?<=.[^aeiou])y$/, 'i')
  return withoutSilentE(withoutIon(word))
}

/** A vowel and a consonant somewhere behind it: enough of a word to stand alone. */
function isSyllable(text: string): boolean {
  const vowel = text.search(anyVowel)
  return vowel >= 0 && /[^aeiouy]/.test(text.slice(vowel))
}

function withoutIon(word: string): string {
  return /[st]ion$/.test(word) && isSyllable(word.slice(0, -4)) ? word.slice(0, -3) : word
}

function withoutSilentE(word: string): string {
  const root = word.slice(0, -1)
  return word.endsWith('e') && /[^aeiouy]$/.test(root) && isSyllable(root) ? root : word
}

function withoutPlural(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2)
  if (/ie[sd]$/.test(word)) return word.length > 4 ? word.slice(0, -2) : word.slice(0, -1)
  if (/[us]s$/.test(word)) return word
  return anyVowel.test(word.slice(0, -2)) ? word.replace(/s$/, '') : word
}

function withoutTense(word: string): string {
  if (word.endsWith('eed')) return word
  const root = word.replace(/(?:ed|ing)$/, '')
  if (root === word || !anyVowel.test(root)) return word
  if (/(?:at|bl|iz)$/.test(root)) return `${root}e`
  if (/([bdfgmnprt])\1$/.test(root)) return root.slice(0, -1)
  return short.test(root) ? `${root}e` : root
}

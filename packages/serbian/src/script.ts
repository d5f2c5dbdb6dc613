const CYRILLIC = /\p{Script=Cyrillic}/u
const LATIN = /\p{Script=Latin}/u

/** True when one word (or one part of a hyphened word) mixes letters of both scripts: a homoglyph trap. */
export const isMixedScript = (word: string): boolean => word.split(/[^\p{L}\p{M}]+/u).some((part) => CYRILLIC.test(part) && LATIN.test(part))

/** Which of the two scripts a text uses. */
export function scriptOf(text: string): 'cyrillic' | 'latin' | 'mixed' | 'none' {
  const cyrillic = CYRILLIC.test(text)
  const latin = LATIN.test(text)
  if (cyrillic && latin) return 'mixed'
  return cyrillic ? 'cyrillic' : latin ? 'latin' : 'none'
}

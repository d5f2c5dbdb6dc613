import { fold } from '@putokaz/serbian'

/**
 * What a name is found and compared by: blind to script, case, diacritics and the order of its parts, with đ and dj as a plain d,
 * since papers lose the stroke as often as they spell it out. Ђорђевић Ана, Ana Đorđević and ANA DJORDJEVIC have one key.
 */
export function nameKey(name: string): string {
  return partsOf(name).toSorted().join(' ')
}

/** The parts of what somebody typed to find a person by, as keys hold them. */
export function partsOf(text: string): string[] {
  return fold(text)
    .replaceAll('dj', 'd')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '')
}

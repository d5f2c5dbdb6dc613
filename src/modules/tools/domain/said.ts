import { convertMarked } from '@putokaz/serbian'
import { choose, type Localized, type Variant } from '#kernel/localized.ts'

/** A text for a reader. Tools stand in both languages, so it is always in hers. */
export function sayIn(variant: Variant): (text: Localized) => string {
  return (text) => choose(text, variant, (cyrillic) => convertMarked(cyrillic, 'latin')).text
}

import { type Block, mapText } from '@putokaz/manuscript'
import { convertMarked, toLatin } from '@putokaz/serbian'
import { type Chosen, choose, type Localized, type Variant } from '#kernel/localized.ts'

/** Passages as a reader gets them, and the variant they truly are in. */
export interface ShownText {
  readonly blocks: Block[]
  readonly variant: Variant
}

/** A text written in Serbian Cyrillic, perhaps with a translation: the English reader without one gets the source. */
export function shownText(text: { readonly blocks: Block[]; readonly english?: Block[] | undefined }, variant: Variant): ShownText {
  if (variant === 'en' && text.english) return { blocks: text.english, variant }
  if (variant === 'sr-Latn') return { blocks: mapText(text.blocks, toLatin), variant }
  return { blocks: text.blocks, variant: 'sr-Cyrl' }
}

/** One line for a reader. */
export function shownLine(text: Localized, variant: Variant): Chosen {
  return choose(text, variant, (cyrillic) => convertMarked(cyrillic, 'latin'))
}

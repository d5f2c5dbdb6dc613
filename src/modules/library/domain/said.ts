import type { Localized, Variant } from '#kernel/localized.ts'
import { shownLine } from './shown-text.ts'

/** A line for a reader; `lang` where it is not in the language of the page. */
export interface Said {
  readonly text: string
  readonly lang?: Variant
}

export function sayIn(variant: Variant): (text: Localized) => Said {
  return (given) => {
    const { text, variant: written } = shownLine(given, variant)
    return written === variant ? { text } : { text, lang: written }
  }
}

import { toLatin } from '@putokaz/serbian'
import { choose, type Localized, type Variant } from '#kernel/localized.ts'

/** A text for a reader; `lang` where it is not in the language of the page. */
export interface Said {
  readonly text: string
  readonly lang?: Variant
}

export function sayIn(variant: Variant): (text: Localized) => Said {
  return (given) => {
    const { text, variant: written } = choose(given, variant, toLatin)
    return written === variant ? { text } : { text, lang: written }
  }
}

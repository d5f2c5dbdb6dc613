import { formatDate, toLatin } from '@putokaz/serbian'
import { type Chosen, choose, type Localized, type Variant } from '#kernel/localized.ts'

/** A text for a reader; `lang` where it is not in the language of the page. */
export interface Said {
  readonly text: string
  readonly lang?: Variant
}

/** Chooses texts for one reader. */
export function sayingIn(variant: Variant): (text: Localized) => Said {
  return (given) => said(choose(given, variant, toLatin), variant)
}

export function said({ text, variant: written }: Chosen, variant: Variant): Said {
  return written === variant ? { text } : { text, lang: written }
}

/** `lang` as an attribute of a component that knows either a language or none. */
export function langOf({ lang }: Said): { lang?: Variant } {
  return lang === undefined ? {} : { lang }
}

/** A day, a month or a year, as far as it is known, in the form a sentence needs: „јула 2024.“ */
export function knownDate(date: string, variant: Variant, form: 'nominative' | 'genitive' = 'genitive'): string {
  if (/^\d{4}$/.test(date)) return variant === 'en' ? date : `${date}.`
  if (/^\d{4}-\d{2}$/.test(date)) return formatDate(`${date}-01`, variant, form).replace(/^1\.?\s/, '')
  return formatDate(date, variant, form)
}

/** A text that stands alone begins with a capital, also where the register writes it small. */
export function standing({ text, ...rest }: Said): Said {
  return { text: text.slice(0, 1).toLocaleUpperCase('sr') + text.slice(1), ...rest }
}

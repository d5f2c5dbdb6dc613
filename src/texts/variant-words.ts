import type { Variant } from '#kernel/localized.ts'

const rules = { sr: new Intl.PluralRules('sr'), en: new Intl.PluralRules('en') }
const numbers = { sr: new Intl.NumberFormat('sr'), en: new Intl.NumberFormat('en') }

/** The plural form of a number: one, few or other in Serbian, one or other in English. */
export function pluralForm(variant: Variant, n: number): Intl.LDMLPluralRule {
  return (variant === 'en' ? rules.en : rules.sr).select(n)
}

export function numberWords(variant: Variant, n: number): string {
  return (variant === 'en' ? numbers.en : numbers.sr).format(n)
}

import type { Variant } from '#kernel/localized.ts'
import { fieldWords } from './field-words.ts'
import { basisWords, keptWords, kindWords, purposeWords, ruleWords, tableWords } from './register-words.ts'

const catalogues = {
  table: tableWords,
  purpose: purposeWords,
  kept: keptWords,
  basis: basisWords,
  kind: kindWords,
  rule: ruleWords,
  field: fieldWords,
} as const

/** A name of the register in words; as it is where nobody gave it any. */
export function said(what: keyof typeof catalogues, name: string, variant: Variant): string {
  return catalogues[what][name]?.(variant) ?? name
}

/** Whether a name of the register has words. */
export function isSaid(what: keyof typeof catalogues, name: string): boolean {
  return name in catalogues[what]
}

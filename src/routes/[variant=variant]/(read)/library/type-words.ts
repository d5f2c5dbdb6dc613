import type { Variant } from '#kernel/localized.ts'
import * as words from '#texts/generated/library.ts'

/** What kinds of things are called, by their codes. */
export const typeWords = {
  manual: words.typeManual,
  guide: words.typeGuide,
  form: words.typeForm,
  template: words.typeTemplate,
  figure: words.typeFigure,
  data: words.typeData,
} as const

/** A word where a line begins with it. */
export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

export function languageWord(variant: Variant, code: string): string {
  if (code === 'sr') return words.languageSr(variant)
  return code === 'en' ? words.languageEn(variant) : words.languageOther(variant, { code })
}

/** A size as people read it: „1,2 MB“, „48 kB“. */
export function sizeWords(variant: Variant, bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1000))
  return kilobytes < 1000 ? words.kilobytes(variant, { size: kilobytes }) : words.megabytes(variant, { size: Math.round(bytes / 100_000) / 10 })
}

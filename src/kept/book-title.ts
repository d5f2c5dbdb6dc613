import { type Variant, variants } from '#kernel/localized.ts'
import * as words from '#texts/generated/kept.ts'

const letters = { 'sr-Cyrl': words.inCyrillic, 'sr-Latn': words.inLatin, en: words.inEnglish } as const

/** The name of a kept book or of one file of it; in which letters or language it is printed is said where it is not that of the page. */
export function bookTitle({ code, title, format }: { code: string; title: string; format?: string }, variant: Variant): string {
  const printed = variants.find((one) => code.endsWith(`.${one}`)) ?? variant
  const what = format ?? words.bothFormats(variant)
  return printed === variant ? words.bookOf(variant, { title, what }) : words.bookIn(variant, { title, what, letters: letters[printed](variant) })
}

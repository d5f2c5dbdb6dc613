import type { SheetKind } from '@putokaz/manuscript'
import type { Variant } from '#kernel/localized.ts'
import * as words from '#texts/generated/courses.ts'

type Word = (variant: Variant) => string

/** What one sheet is called by its kind. */
export const sheetWord: Readonly<Record<SheetKind, Word>> = {
  notes: words.sheetNotes,
  slides: words.sheetSlides,
  exercise: words.sheetExercise,
  case: words.sheetCase,
  answers: words.sheetAnswers,
}

/** What all sheets of a kind are called. */
export const sheetsWord: Readonly<Record<SheetKind, Word>> = {
  notes: words.sheetsNotes,
  slides: words.sheetsSlides,
  exercise: words.sheetsExercise,
  case: words.sheetsCase,
  answers: words.sheetsAnswers,
}

/** Minutes as people say them: hours first. */
export function durationWords(variant: Variant, minutes: number): string {
  return words.packHours(variant, { hours: Math.floor(minutes / 60), minutes: minutes % 60 }).trim()
}

/** What can be found of all that a device has kept: only what it can also open. */
import type { SearchText } from '#kernel/search-text.ts'
import { courseText, unitText } from '#modules/courses/domain/search-texts.ts'
import { manualTexts, termText } from '#modules/library/domain/search-texts.ts'
import { toolText } from '#modules/tools/domain/search-texts.ts'
import type { KeptCentre, KeptCourse, KeptManual, KeptTool } from '../contract.ts'

export interface AllKept {
  readonly centre: KeptCentre | null
  readonly courses: readonly KeptCourse[]
  readonly manuals: readonly KeptManual[]
  readonly tools: readonly KeptTool[]
}

export function keptSearchTexts({ centre, courses, manuals, tools }: AllKept): SearchText[] {
  return [
    ...courses.flatMap(({ course, units }) => [courseText(course), ...units.map((unit) => unitText(course, unit))]),
    ...manuals.flatMap(({ edition }) => manualTexts(edition)),
    ...tools.map(({ tool }) => toolText(tool)),
    ...(centre?.terms.map(termText) ?? []),
  ]
}

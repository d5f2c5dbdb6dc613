/** Pages of courses out of what a device has kept: the same data as the server gives to the same pages. */
import type { Variant } from '#kernel/localized.ts'
import { shownCourse } from '#modules/courses/domain/course-page.ts'
import { textFor } from '#modules/courses/domain/shown-text.ts'
import { practiceIn, shownUnit } from '#modules/courses/domain/unit-page.ts'
import { withTermNotes } from '#modules/library/domain/term-notes.ts'
import { inOrderAsked, shownPractice } from '#modules/questions/domain/practice.ts'
import type { KeptCourse } from '../contract.ts'
import { notesFor } from './notes-for.ts'

/** The page of a course, as a reader without an account gets it. */
export function courseView(kept: KeptCourse, variant: Variant) {
  return { course: shownCourse({ ...kept, cards: kept.prerequisites }, variant), own: null }
}

/** The page of a unit, as a reader without an account gets it; null when the course has none of that name. */
export function unitView(kept: KeptCourse, slug: string, variant: Variant) {
  const body = kept.units.find((unit) => unit.slug === slug)?.body
  if (!body) return null
  const text = textFor(body, variant)
  const practice = inOrderAsked(kept.practice, practiceIn(text.blocks)).map((item) => shownPractice(item, variant))
  const unit = shownUnit({ course: kept.course, slug, body, text, practice, acts: kept.acts }, variant)
  return { unit: { ...unit, text: withTermNotes(text, notesFor(kept.terms, text.written), variant) }, own: null, readId: null, given: null }
}

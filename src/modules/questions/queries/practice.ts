import type { Variant } from '#kernel/localized.ts'
import type { Db } from '#platform/db.ts'
import { type PracticeQuestion, shownPractice } from '../domain/practice.ts'
import { practiceItems } from '../store.ts'

/** Practice questions of a course by id, ready for a reader; ids of graded questions find nothing. */
export async function practiceQuestions(db: Db, course: string, ids: readonly string[], variant: Variant): Promise<PracticeQuestion[]> {
  const items = await practiceItems(db, course, ids)
  return items.map((item) => shownPractice(item, variant))
}

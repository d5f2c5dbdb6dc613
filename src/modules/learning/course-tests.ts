import { type Course, courseByCode, type PublishedCourse, waitsForChapters } from '#modules/courses/index.ts'
import type { Db } from '#platform/db.ts'
import type { TestRules } from './domain/attempt.ts'
import { outlineFrom } from './domain/course-outline.ts'
import type { CourseOutline } from './domain/course-state.ts'

export { coursePath } from './domain/course-outline.ts'

/** The rules of a test of a course: of one chapter by its id, or of the final one. */
export function rulesOf(course: Pick<Course, 'chapters' | 'finalTest'>, test: string): TestRules | undefined {
  return test === 'final' ? course.finalTest : course.chapters.find((chapter) => chapter.id === test)?.test
}

export function outlineOf(course: Pick<Course, 'chapters' | 'finalTest'>): CourseOutline {
  return outlineFrom(course, waitsForChapters(course))
}

/** A test that can be taken now: the newest version of its course, with the rules. */
export async function openTest(db: Db, code: string, test: string): Promise<{ course: PublishedCourse; rules: TestRules } | undefined> {
  const course = await courseByCode(db, code)
  const rules = course && rulesOf(course, test)
  return course && rules ? { course, rules } : undefined
}

/** Path of the activity, as records name it. */
export function questionPath(item: { readonly id: string; readonly version: number }): string {
  return `question/${item.id}/version/${item.version}`
}

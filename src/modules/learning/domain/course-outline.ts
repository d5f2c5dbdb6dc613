import type { Course } from '#modules/courses/index.ts'
import type { CourseOutline } from './course-state.ts'

/** The bones of a course; whether chapters are to come says the subject of courses. */
export function outlineFrom({ chapters, finalTest }: Pick<Course, 'chapters' | 'finalTest'>, waitsForChapters: boolean): CourseOutline {
  const bones = chapters.map(({ id, units, test }) => ({ id, units: units.map(({ slug }) => slug), hasTest: test !== undefined }))
  return { chapters: bones, hasFinalTest: finalTest !== undefined, waitsForChapters }
}

/** Path of the activity, as records name it. */
export function coursePath(course: Pick<Course, 'code' | 'version'>): string {
  return `course/${course.code}/version/${course.version}`
}

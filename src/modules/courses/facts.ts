import type { Fact } from '#kernel/fact.ts'

/** What this module tells the others. */
export type CoursesFact =
  | Fact<'courses.version-published', { version: string }>
  | Fact<'courses.announced', { course: string }>
  | Fact<'courses.pack-published', { course: string }>

import type { Fact } from '#kernel/fact.ts'

export type CourseCompleted = Fact<'learning.course-completed', { person: string; courseVersion: string; attempt: string }>

/** A person was put forward for a course; who did it is in the audit log. */
export type Nominated = Fact<'learning.nominated', { person: string; course: string }>

/** What this module tells. */
export type LearningFact = CourseCompleted | Nominated

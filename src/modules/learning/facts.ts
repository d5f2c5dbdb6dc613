import type { Fact } from '#kernel/fact.ts'

export type CourseCompleted = Fact<'learning.course-completed', { person: string; courseVersion: string; attempt: string }>

/** What this module tells. */
export type LearningFact = CourseCompleted

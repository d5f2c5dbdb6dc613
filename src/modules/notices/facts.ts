import type { Fact } from '#kernel/fact.ts'

/** What this module tells, to itself. */
export type NoticesFact = Fact<'notices.trial-asked', { person: string }>

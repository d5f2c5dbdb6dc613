import type { Fact } from '#kernel/fact.ts'

/** What this module tells the others. */
export type AuditFact = Fact<'audit.day-ended', { day: string }>

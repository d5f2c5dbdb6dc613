import type { Fact } from '#kernel/fact.ts'

/** What this module tells the others. */
export type LawsFact = Fact<'laws.changed', Record<string, never>>

import type { Fact } from '#kernel/fact.ts'

/** What this module tells the others. */
export type InstitutionsFact = Fact<'institutions.changed', Record<string, never>>

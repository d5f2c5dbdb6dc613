import type { Fact } from '#kernel/fact.ts'

/** Statements came from a person's device; `registrations` are those that they belong to. */
export type RecordsFact = Fact<'records.device-work-arrived', { person: string; registrations: readonly string[] }>

import type { Fact } from '#kernel/fact.ts'

/** What this module tells the others. */
export type PeopleFact =
  | Fact<'people.email-to-confirm', { person: string; next: string | null }>
  | Fact<'people.already-registered', { person: string }>
  | Fact<'people.reset-asked', { person: string }>

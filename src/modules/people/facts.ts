import type { Fact } from '#kernel/fact.ts'

/** What this module tells the others. */
export type PeopleFact =
  | Fact<'people.email-to-confirm', { person: string; next: string | null }>
  | Fact<'people.already-registered', { person: string }>
  | Fact<'people.reset-asked', { person: string }>
  | Fact<'people.security-changed', { person: string; what: SecurityChange }>
  | Fact<'people.email-change-asked', { person: string }>
  | Fact<'people.sign-on-changed', { person: string }>
  | Fact<'people.invited', { people: readonly string[] }>
  | Fact<'people.merge-undone', { person: string }>
  | Fact<'people.account-opened', { person: string; place: string }>
  | Fact<'people.placed', { person: string; place: string }>

/** What changed of how an account is guarded: its owner gets a letter about each. */
export type SecurityChange = 'password' | 'app-added' | 'app-removed' | 'passkey-added' | 'passkey-removed' | 'factors-dropped' | 'new-device' | 'email'

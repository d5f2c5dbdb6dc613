import { type SignedIn, scopesFor } from '#modules/people/index.ts'

/** How the log names this view, and the deed it needs. */
export const view = { name: 'records', deed: 'read-records' } as const

/** Whether somebody may ever know of whom a record is: who is responsible for everybody's learning, or oversees it. */
export function mayName(person: SignedIn): boolean {
  return scopesFor(person, 'see-standing') === 'everywhere'
}

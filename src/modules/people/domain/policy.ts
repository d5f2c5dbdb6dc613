import type { PersonId } from '#kernel/id.ts'
import type { Role } from './roles.ts'

/** A person whose session is good, as the rest of the program knows her. */
export interface SignedIn {
  readonly id: PersonId
  readonly displayName: string
  readonly displayNameLatin: string
  readonly roles: readonly Role[]
}

const allowed = {
  'take-tests': ['learner', 'author', 'coordinator', 'admin'],
  'hold-certificates': ['learner', 'author', 'coordinator', 'admin'],
  'issue-account-codes': ['coordinator', 'admin'],
  'revoke-certificates': ['coordinator', 'admin'],
  'see-unpublished': ['author', 'coordinator', 'admin'],
  'manage-people': ['admin'],
  'change-settings': ['admin'],
} as const satisfies Record<string, readonly Role[]>

export type Deed = keyof typeof allowed

/** Whether a person may do a deed. A visitor may do none of these; reading needs no right. */
export function may(actor: SignedIn | null, deed: Deed): boolean {
  const roles: readonly Role[] = allowed[deed]
  return actor?.roles.some((role) => roles.includes(role)) ?? false
}

import type { PersonId } from '#kernel/id.ts'
import { type Grant, type Role, type Scope, wholeCentre } from './roles.ts'

/** A person whose session is good, as the rest of the program knows her. */
export interface SignedIn {
  readonly id: PersonId
  readonly displayName: string
  readonly displayNameLatin: string
  /** Every role she has anywhere; for what she may do where, ask `may`. */
  readonly roles: readonly Role[]
  readonly grants: readonly Grant[]
  /** Roles that are hers but sleep until this session has seen her second factor. */
  readonly withheld: readonly Role[]
}

const everybody: readonly Role[] = [
  'learner',
  'author',
  'reviewer',
  'legal-editor',
  'trainer',
  'mentor',
  'assessor',
  'supervisor',
  'focal-point',
  'plan-owner',
  'workshop-chair',
  'workshop-secretary',
  'coordinator',
  'auditor',
  'admin',
]

const allowed = {
  'take-tests': everybody,
  'hold-certificates': everybody,
  'issue-account-codes': ['focal-point', 'trainer', 'coordinator', 'admin'],
  'revoke-certificates': ['coordinator', 'admin'],
  'see-unpublished': ['author', 'reviewer', 'legal-editor', 'coordinator', 'admin'],
  'edit-institutions': ['coordinator', 'admin'],
  'see-standing': ['focal-point', 'supervisor', 'coordinator'],
  'manage-people': ['admin'],
  'change-settings': ['admin'],
  'run-centre': ['admin'],
  'read-audit': ['auditor', 'admin'],
  'handle-personal-data': ['admin'],
} as const satisfies Record<string, readonly Role[]>

export type Deed = keyof typeof allowed

/**
 * Whether a person may do a deed. `place` is the chain of codes from a unit up to its institution: a role that holds for one of
 * them counts there. Without it only a role for the whole centre counts. A visitor may do none of these; reading needs no right.
 */
export function may(actor: SignedIn | null, deed: Deed, place: readonly Scope[] = []): boolean {
  const where = scopesFor(actor, deed)
  return where === 'everywhere' || where.some((scope) => place.includes(scope))
}

/** Where a person may do a deed: everywhere, or in the institutions and units with these codes and all below them. */
export function scopesFor(actor: SignedIn | null, deed: Deed): 'everywhere' | readonly Scope[] {
  const roles: readonly Role[] = allowed[deed]
  const fitting = actor?.grants.filter(({ role }) => roles.includes(role)) ?? []
  return fitting.some(({ scope }) => scope === wholeCentre) ? 'everywhere' : fitting.map(({ scope }) => scope)
}

/** Whether there is any place where a person may do a deed: who may nowhere does not see the page. */
export function maySomewhere(actor: SignedIn | null, deed: Deed): boolean {
  return scopesFor(actor, deed).length > 0
}

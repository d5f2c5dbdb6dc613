import type { PersonId } from '#kernel/id.ts'
import { type Grant, type Role, roles, type Scope, wholeCentre } from './roles.ts'

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

const everybody: readonly Role[] = roles

/** What concerns nobody but herself: a role anywhere is enough, also one that sleeps. */
const ofHerself = {
  'take-tests': everybody,
  'hold-certificates': everybody,
} as const satisfies Record<string, readonly Role[]>

/** What may be given for the whole centre, or for an institution or a unit and all below it. */
const inPlaces = {
  'issue-account-codes': ['focal-point', 'trainer', 'coordinator', 'admin'],
  'renew-access-codes': ['focal-point', 'trainer', 'coordinator'],
  'edit-institutions': ['coordinator', 'admin'],
  'see-standing': ['focal-point', 'supervisor', 'trainer', 'coordinator', 'auditor'],
  'nominate-people': ['focal-point', 'coordinator'],
  'grant-attempts': ['trainer', 'coordinator'],
} as const satisfies Record<string, readonly Role[]>

/** What there is only one of: a role for an institution or unit does not reach it. */
const ofTheCentre = {
  'revoke-certificates': ['coordinator', 'admin'],
  'see-unpublished': ['author', 'reviewer', 'legal-editor', 'coordinator', 'admin'],
  'manage-people': ['admin'],
  'change-settings': ['admin'],
  'run-centre': ['admin'],
  'oversee-content': ['coordinator', 'admin'],
  'read-records': ['coordinator', 'auditor', 'admin'],
  'read-audit': ['auditor', 'admin'],
  'handle-personal-data': ['admin'],
} as const satisfies Record<string, readonly Role[]>

const allowed = { ...ofHerself, ...inPlaces, ...ofTheCentre }

export type Deed = keyof typeof allowed

/** What a right holds for: the person herself, places one by one, or only the centre as a whole. */
export type Reach = 'herself' | 'places' | 'centre'

/** Every deed with who may do it and what a right to it holds for: the whole of the policy, for those who write it out. */
export const deeds: ReadonlyMap<Deed, { readonly roles: readonly Role[]; readonly reach: Reach }> = new Map(
  (Object.keys(allowed) as Deed[]).map((deed) => [deed, { roles: allowed[deed], reach: reachOf(deed) }]),
)

function reachOf(deed: Deed): Reach {
  if (deed in ofHerself) return 'herself'
  return deed in inPlaces ? 'places' : 'centre'
}

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
  const able: readonly Role[] = allowed[deed]
  const reach = reachOf(deed)
  if (reach === 'herself') return hasRole(actor, able) ? 'everywhere' : []
  const fitting = actor?.grants.filter(({ role }) => able.includes(role)) ?? []
  if (fitting.some(({ scope }) => scope === wholeCentre)) return 'everywhere'
  return reach === 'places' ? fitting.map(({ scope }) => scope) : []
}

function hasRole(actor: SignedIn | null, able: readonly Role[]): boolean {
  return actor !== null && [...actor.roles, ...actor.withheld].some((role) => able.includes(role))
}

/** Whether there is any place where a person may do a deed: who may nowhere does not see the page. */
export function maySomewhere(actor: SignedIn | null, deed: Deed): boolean {
  return scopesFor(actor, deed).length > 0
}

/**
 * Whether she sees anything here only as an auditor, and so only with a reason: what is somebody's own is opened to oversight after
 * saying why, also for one who is responsible for another place by another role.
 */
export function needsReason(actor: SignedIn, deed: Deed): boolean {
  const reach = scopesFor(actor, deed)
  const own = scopesFor({ ...actor, grants: actor.grants.filter(({ role }) => role !== 'auditor') }, deed)
  if (own === 'everywhere') return false
  return reach === 'everywhere' || reach.some((scope) => !own.includes(scope))
}

/** Whether a role that sleeps would let her do it: then she is asked for her second factor instead of being refused. */
export function mayOnceConfirmed(actor: SignedIn | null, deed: Deed): boolean {
  const able: readonly Role[] = allowed[deed]
  return actor?.withheld.some((role) => able.includes(role)) ?? false
}

/** What somebody must be answered: computed from a line of the table and the policy, never written down by cell. */
import { type Deed, may, maySomewhere, needsReason, type SignedIn } from '../../../src/modules/people/domain/policy.ts'
import type { Actor } from './actors.ts'
import type { Access } from './declare.ts'
import type { Relation, Thing } from './things.ts'

export type Expected = 'given' | 'nothing' | 'sign-in' | 'second-factor'

export function expected(access: Access, actor: Actor, relation: Relation | 'only', thing: Thing | undefined): Expected {
  const { asks, missing, visitor } = access
  if (asks === 'nothing' && !actor.person && visitor === 'sign-in') return 'sign-in'
  if (asks === 'nothing') return relation === 'nonexistent' && missing !== 'said' ? 'nothing' : 'given'
  if (asks === 'first-step' || (!actor.person && visitor === 'sign-in')) return 'sign-in'
  if (!actor.person) return 'nothing'
  if (actor.awake && !mayAnywhere(access, actor.person) && mayAnywhere(access, actor.awake)) return 'second-factor'
  return relation !== 'nonexistent' && missing !== 'always' && mayWith(access, actor.person, thing) ? 'given' : 'nothing'
}

function mayAnywhere({ deeds }: Access, person: SignedIn): boolean {
  return deeds?.some((deed) => maySomewhere(person, deed)) ?? true
}

function mayWith({ deeds, asks, reason }: Access, person: SignedIn, thing: Thing | undefined): boolean {
  if (thing?.gone || (asks === 'own' && thing?.owner !== person.id)) return false
  if (!deeds) return asks === 'signed-in'
  const fits = (deed: Deed) => (asks === 'there' ? may(person, deed, thing?.place ?? []) : maySomewhere(person, deed))
  return deeds.some((deed) => fits(deed) && !(reason && needsReason(person, deed)))
}

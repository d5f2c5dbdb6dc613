/** What somebody must be answered: computed from a line of the table and the policy, never written down by cell. */
import { may, maySomewhere, needsReason, type SignedIn } from '../../../src/modules/people/domain/policy.ts'
import type { Actor } from './actors.ts'
import type { Access } from './declare.ts'
import type { Relation, Thing } from './things.ts'

export type Expected = 'given' | 'nothing' | 'sign-in' | 'second-factor'

export function expected(access: Access, actor: Actor, relation: Relation | 'only', thing: Thing | undefined): Expected {
  if (access.asks === 'nothing') return relation === 'nonexistent' && access.missing !== 'said' ? 'nothing' : 'given'
  if (!actor.person && access.visitor === 'sign-in') return 'sign-in'
  if (!actor.person) return 'nothing'
  if (mayWith(access, actor, actor.person, thing)) return relation === 'nonexistent' ? 'nothing' : 'given'
  if (actor.awake && mayWith(access, actor, actor.awake, thing)) return 'second-factor'
  return 'nothing'
}

function mayWith({ deeds, asks, reason }: Access, actor: Actor, person: SignedIn, thing: Thing | undefined): boolean {
  if (asks === 'own' && thing?.owner !== actor.person?.id) return false
  if (thing?.gone) return false
  return (deeds ?? []).some(
    (deed) => !(reason && needsReason(person, deed)) && (asks === 'there' ? may(person, deed, thing?.place ?? []) : maySomewhere(person, deed)),
  )
}

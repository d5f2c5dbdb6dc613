import type { PersonId } from '#kernel/id.ts'
import type { Role, Scope, SignedIn } from '#modules/people/index.ts'

/** A signed-in person with these roles, for decisions that ask only for her rights. */
export function actorWith(roles: readonly Role[], { scope = '', id = 'a' as PersonId }: { scope?: Scope; id?: PersonId } = {}): SignedIn {
  const grants = roles.map((role) => ({ role, scope }))
  return { id, displayName: 'Ана Пробић', displayNameLatin: 'Ana Probić', roles, grants, withheld: [] }
}

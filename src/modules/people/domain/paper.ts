import { type Role, roles } from './roles.ts'
import { guardedRoles } from './second-factor.ts'

/**
 * Whether a way into an account may be printed by somebody who is no administrator: it could be used by her too. So nobody gets
 * into an account that may do more than she may there: within a place only a learner's, elsewhere none that reaches what is others'.
 */
export function mayPrintFor(held: readonly Role[], isEverywhere: boolean): boolean {
  const barred: readonly Role[] = isEverywhere ? [...guardedRoles, 'auditor'] : roles.filter((role) => role !== 'learner')
  return !held.some((role) => barred.includes(role))
}

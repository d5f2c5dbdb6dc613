import { done, type Result, refuse } from '#kernel/result.ts'
import type { Scope } from './roles.ts'

/**
 * The institution that codes are given out for. Who may everywhere chooses one or none; whose right holds for places chooses one of
 * them, and need not where there is only one.
 */
export function placeOfCodes(scopes: 'everywhere' | readonly Scope[], asked: Scope | null): Result<Scope | null, 'not-allowed' | 'place-missing'> {
  if (scopes === 'everywhere') return done(asked === '' ? null : asked)
  if (asked !== null && asked !== '') return scopes.includes(asked) ? done(asked) : refuse('not-allowed')
  const [only, ...others] = [...new Set(scopes)]
  return only !== undefined && others.length === 0 ? done(only) : refuse('place-missing')
}

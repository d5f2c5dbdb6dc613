import { centreSettings } from '#modules/settings/index.ts'
import type { Db } from '#platform/db.ts'
import type { SignInLimits } from './domain/second-factor.ts'

const keptMs = 1000
const kept = new WeakMap<Db, { at: number; limits: Promise<SignInLimits> }>()

/**
 * How long sessions last, as the administrator set it. Kept for a second, so that a page costs one query and a change acts at once.
 * Within a transaction they are read `through` it: who holds a connection and waits for another can wait for ever.
 */
export function signInLimits(db: Db, through: Db = db): Promise<SignInLimits> {
  const known = kept.get(db)
  if (known && performance.now() - known.at < keptMs) return known.limits
  const limits = centreSettings(through).then(({ signIn }) => signIn)
  limits.catch(() => kept.delete(db))
  kept.set(db, { at: performance.now(), limits })
  return limits
}

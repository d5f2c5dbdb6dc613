import { done, type Result, refuse } from '#kernel/result.ts'
import { noteDeed } from '#modules/audit/index.ts'
import type { App } from '#platform/app.ts'
import type { Tx } from '#platform/db.ts'
import { recoveryCodes } from '../domain/limits.ts'
import { factorsOf, replaceRecoveryHashes } from '../factor-store.ts'
import { codeFrom, hashPassword } from '../secrets.ts'
import { type ProveRefusal, provedSession } from './prove-again.ts'

/**
 * New recovery codes: to be shown once, and to be kept as hashes in the transaction that gives them to a person. A code has 60
 * random bits, so it is hashed as a password is; all of a set share one salt, so that checking one costs one derivation.
 */
export async function giveRecoveryCodes(app: App): Promise<{ shown: readonly string[]; keep: (tx: Tx, person: string) => Promise<void> }> {
  const [salt, shown] = [app.random(16), Array.from({ length: recoveryCodes }, () => codeFrom(app.random(12)))]
  const hashes = await Promise.all(shown.map((code) => hashPassword(code, salt)))
  return { shown, keep: (tx, person) => replaceRecoveryHashes(tx, person, hashes, app.now()) }
}

/** Makes her recovery codes anew: the ones before stop working. */
export async function renewRecoveryCodes(app: App, token: string): Promise<Result<readonly string[], ProveRefusal | 'no-second-factor'>> {
  const session = await provedSession(app, token)
  if (!session.ok) return session
  const { person } = session.value
  const { app: hasApp, passkeys } = await factorsOf(app.db, person)
  if (!hasApp && passkeys === 0) return refuse('no-second-factor')
  const codes = await giveRecoveryCodes(app)
  return app.db.transact(async (tx) => {
    await codes.keep(tx, person)
    await noteDeed(app, tx, { deed: 'people.recovery-codes-made', by: person })
    return done(codes.shown)
  })
}

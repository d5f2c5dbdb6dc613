import { done, type Result, refuse } from '#kernel/result.ts'
import { noteDeed } from '#modules/audit/index.ts'
import type { App } from '#platform/app.ts'
import { tell } from '#platform/facts.ts'
import { refusePassword } from '../common-passwords.ts'
import type { PasswordRefusal } from '../domain/login.ts'
import type { FromWhere } from '../from-where.ts'
import { hashPassword, hashSecret, passwordFits } from '../secrets.ts'
import { endOtherSessions, findSession } from '../session-store.ts'
import { signInLimits } from '../sign-in-limits.ts'
import { changePerson, findPerson } from '../store.ts'
import { mayCheckFor } from './check-allowance.ts'
import { noteRefusedEntry } from './note-refused.ts'
import type { TokenUntil } from './open-session.ts'
import { renewed } from './prove-again.ts'
import { shutOldWays } from './shut-old-ways.ts'

export type ChangePasswordRefusal = PasswordRefusal | 'no-session' | 'too-many-tries' | 'password-wrong'

/**
 * Changes the password of who is signed in and knows the one before. All her other sessions end, this one gets a new token, and
 * she gets a letter.
 */
export async function changePassword(
  app: App,
  given: FromWhere & { token: string; current: string; password: string },
): Promise<Result<TokenUntil, ChangePasswordRefusal>> {
  const session = await findSession(app.db, hashSecret(given.token), app.now(), await signInLimits(app.db))
  const person = session && (await findPerson(app.db, session.person.id))
  if (!session || !person) return refuse('no-session')
  const { id } = session.person
  const weak = await refusePassword(given.password, person.login)
  if (weak) return refuse(weak)
  const refused = async (reason: 'too-many-tries' | 'password-wrong') => {
    await noteRefusedEntry(app, { deed: 'people.proof', person: id, reason })
    return refuse(reason)
  }
  if (!(await mayCheckFor(app, { person: id }, given))) return refused('too-many-tries')
  if (!(await passwordFits(given.current, person.password_hash))) return refused('password-wrong')
  const hash = await hashPassword(given.password, app.random(16))
  return app.db.transact(async (tx) => {
    const row = await findPerson(tx, id)
    // Somebody else changed it in the meantime: what was proved is no longer so.
    if (!row || row.disabled_at || row.password_hash !== person.password_hash) return refuse('password-wrong')
    await changePerson(tx, id, { password_hash: hash })
    await shutOldWays(app, tx, id)
    const fresh = await renewed(app, tx, given.token, false)
    const ended = await endOtherSessions(tx, id, hashSecret(fresh.token))
    await noteDeed(app, tx, { deed: 'people.password-changed', by: id, detail: { sessionsEnded: ended } })
    await tell(app, tx, [{ kind: 'people.security-changed', body: { person: id, what: 'password' } }])
    return done(fresh)
  })
}

import { done, type Result, refuse } from '#kernel/result.ts'
import type { App } from '#platform/app.ts'
import { hashSecret, passwordFits } from '../secrets.ts'
import { changePerson, endSessionsOf, findPerson, findSecretOwner, isSecretGood, spendSecret } from '../store.ts'
import { mayCheckSecret } from './check-allowance.ts'
import { type OpenSession, openSession } from './open-session.ts'

export type ConfirmRefusal = 'link-spent' | 'too-many-tries' | 'password-not-yours'

/**
 * Confirms an e-mail by the secret from its letter and the password chosen at registration, signs the person in and says
 * where she came from. The letter proves that the address is hers, the password that the registration was: somebody else
 * may have registered her address with a password of his own. Then she takes the account by a reset, for which the letter is enough.
 */
export async function confirmEmail(
  app: App,
  given: { secret: string; password: string; address: string },
): Promise<Result<OpenSession & { next: string | null }, ConfirmRefusal>> {
  const [secret, now] = [hashSecret(given.secret), app.now()]
  if (!(await isSecretGood(app.db, secret, 'confirm-email', now))) return refuse('link-spent')
  if (!(await mayCheckSecret(app, { account: `confirm:${secret.toString('hex')}`, address: given.address }))) return refuse('too-many-tries')
  const owner = await findSecretOwner(app.db, secret)
  if (!(await passwordFits(given.password.slice(0, 200), owner?.password_hash))) return refuse('password-not-yours')
  return app.db.transact(async (tx) => {
    const spent = await spendSecret(tx, secret, 'confirm-email', now)
    const person = spent?.person && (await findPerson(tx, spent.person))
    // The password that was checked must still be the one that is confirmed.
    if (!spent || !person || person.disabled_at || person.password_hash !== owner?.password_hash) return refuse('link-spent')
    await changePerson(tx, person.id, { email_confirmed_at: now })
    await endSessionsOf(tx, person.id)
    return done({ ...(await openSession(app, tx, person.id)), next: spent.next })
  })
}

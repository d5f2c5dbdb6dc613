import type { PersonId } from '#kernel/id.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import { noteDeed } from '#modules/audit/index.ts'
import type { App } from '#platform/app.ts'
import type { FromWhere } from '../from-where.ts'
import { hashSecret, passwordFits } from '../secrets.ts'
import { changePerson, endSessionsOf, findPerson, findSecretOwner, isSecretGood, spendSecret } from '../store.ts'
import { mayCheckFor } from './check-allowance.ts'
import { type Entrance, letIn } from './open-session.ts'
import { shutOldWays } from './shut-old-ways.ts'

export type ConfirmRefusal = 'link-spent' | 'too-many-tries' | 'password-not-yours'

/**
 * Confirms an e-mail by the secret from its letter and the password chosen at registration, signs the person in and says
 * where she came from. The letter proves that the address is hers, the password that the registration was: somebody else
 * may have registered her address with a password of his own. Then she takes the account by a reset, for which the letter is enough.
 */
export async function confirmEmail(
  app: App,
  given: FromWhere & { secret: string; password: string },
): Promise<Result<Entrance & { next: string | null }, ConfirmRefusal>> {
  const [secret, now] = [hashSecret(given.secret), app.now()]
  if (!(await isSecretGood(app.db, secret, 'confirm-email', now))) return refuse('link-spent')
  const owner = await findSecretOwner(app.db, secret)
  if (!(await mayCheckFor(app, { person: owner?.id, trusted: true }, given))) return refuse('too-many-tries')
  if (!(await passwordFits(given.password, owner?.password_hash))) return refuse('password-not-yours')
  return app.db.transact(async (tx) => {
    const spent = await spendSecret(tx, secret, 'confirm-email', now)
    const person = spent?.person && (await findPerson(tx, spent.person))
    // The password that was checked must still be the one that is confirmed.
    if (!spent || !person || person.disabled_at || person.password_hash !== owner?.password_hash) return refuse('link-spent')
    await changePerson(tx, person.id, { email_confirmed_at: now })
    await endSessionsOf(tx, person.id)
    await shutOldWays(app, tx, person.id)
    await noteDeed(app, tx, { deed: 'people.email-confirmed', by: person.id as PersonId })
    return done({ ...(await letIn(app, tx, person.id, { way: 'letter', from: given, trusted: true })), next: spent.next })
  })
}

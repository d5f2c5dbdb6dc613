import type { PersonId } from '#kernel/id.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import { noteDeed } from '#modules/audit/index.ts'
import type { App } from '#platform/app.ts'
import { tell } from '#platform/facts.ts'
import { refusePassword } from '../common-passwords.ts'
import { lettersPerAccount } from '../domain/limits.ts'
import { type PasswordRefusal, typedLogin } from '../domain/login.ts'
import type { FromWhere } from '../from-where.ts'
import { hashPassword, hashSecret } from '../secrets.ts'
import { changePerson, endSessionsOf, findByLogin, findPerson, findSecretOwner, isSecretGood, spendSecret } from '../store.ts'
import { allowanceOf } from './check-allowance.ts'
import { type Entrance, letIn } from './open-session.ts'
import { shutOldWays } from './shut-old-ways.ts'

/**
 * Asks for a letter with a reset link. The answer and the work are the same whether there is such an account or not.
 * Who has been sent enough letters for now gets no more of them, and is told the same: the last one sent is good, so
 * that nobody is kept out of her account by one who asks in her name.
 */
export async function requestReset(app: App, given: { email: string; address: string }): Promise<Result<null, 'too-many-tries'>> {
  const login = typedLogin(given.email)
  const allowance = await allowanceOf(app, { account: `reset:${login}`, address: given.address, perAccount: lettersPerAccount })
  if (allowance === 'address-spent') return refuse('too-many-tries')
  if (allowance === 'account-spent') return done(null)
  return app.db.transact(async (tx) => {
    const person = await findByLogin(tx, login)
    const reader = person?.email && !person.disabled_at ? person.id : app.newId()
    await tell(app, tx, [{ kind: 'people.reset-asked', body: { person: reader } }])
    return done(null)
  })
}

/** Sets a new password by the secret from the letter and ends every session. It replaces the password only: a second factor is still asked for. */
export async function resetPassword(
  app: App,
  given: FromWhere & { secret: string; password: string },
): Promise<Result<Entrance, PasswordRefusal | 'link-spent'>> {
  const [secret, now] = [hashSecret(given.secret), app.now()]
  const weak = await refusePassword(given.password, (await findSecretOwner(app.db, secret))?.login ?? '')
  if (weak) return refuse(weak)
  // A password costs much to hash: not for one who has no letter.
  if (!(await isSecretGood(app.db, secret, 'reset-password', now))) return refuse('link-spent')
  const hash = await hashPassword(given.password, app.random(16))
  return app.db.transact(async (tx) => {
    const spent = await spendSecret(tx, secret, 'reset-password', now)
    const person = spent?.person && (await findPerson(tx, spent.person))
    if (!person || person.disabled_at) return refuse('link-spent')
    // Whoever reads the letter owns the address, so a reset confirms it too.
    await changePerson(tx, person.id, { password_hash: hash, email_confirmed_at: person.email_confirmed_at ?? now })
    await endSessionsOf(tx, person.id)
    await shutOldWays(app, tx, person.id)
    await noteDeed(app, tx, { deed: 'people.password-reset', by: person.id as PersonId })
    await tell(app, tx, [{ kind: 'people.security-changed', body: { person: person.id, what: 'password' } }])
    return done(await letIn(app, tx, person.id, { way: 'letter', from: given, trusted: true }))
  })
}

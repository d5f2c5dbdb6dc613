import { done, type Result, refuse } from '#kernel/result.ts'
import type { App } from '#platform/app.ts'
import { tell } from '#platform/facts.ts'
import { checkPassword, type PasswordRefusal } from '../domain/login.ts'
import { hashPassword, hashSecret } from '../secrets.ts'
import { changePerson, dropSecretsOf, endSessionsOf, findByLogin, findPerson, spendSecret } from '../store.ts'
import { mayCheckSecret } from './check-allowance.ts'
import { type OpenSession, openSession } from './open-session.ts'

/** Asks for a letter with a reset link. The answer is the same whether there is such an account or not. */
export async function requestReset(app: App, given: { email: string; address: string }): Promise<Result<null, 'too-many-tries'>> {
  const login = given.email.trim().toLowerCase()
  if (!(await mayCheckSecret(app, { account: `reset:${login}`, address: given.address }))) return refuse('too-many-tries')
  return app.db.transact(async (tx) => {
    const person = await findByLogin(tx, login)
    if (person?.email && !person.disabled_at) await tell(app, tx, [{ kind: 'people.reset-asked', body: { person: person.id } }])
    return done(null)
  })
}

/** Sets a new password by the secret from the letter, ends every other session and signs in. */
export async function resetPassword(app: App, given: { secret: string; password: string }): Promise<Result<OpenSession, PasswordRefusal | 'link-spent'>> {
  const hash = await hashPassword(given.password.slice(0, 200), app.random(16))
  const weak = checkPassword(given.password, '')
  if (weak) return refuse(weak)
  return app.db.transact(async (tx) => {
    const now = app.now()
    const spent = await spendSecret(tx, hashSecret(given.secret), 'reset-password', now)
    const person = spent?.person && (await findPerson(tx, spent.person))
    if (!person || person.disabled_at) return refuse('link-spent')
    // Whoever reads the letter owns the address, so a reset confirms it too.
    await changePerson(tx, person.id, { password_hash: hash, email_confirmed_at: person.email_confirmed_at ?? now })
    await endSessionsOf(tx, person.id)
    await dropSecretsOf(tx, person.id, 'reset-password')
    return done(await openSession(app, tx, person.id))
  })
}

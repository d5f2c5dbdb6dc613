import { done, type Result, refuse } from '#kernel/result.ts'
import type { App } from '#platform/app.ts'
import { noteUseOfSession } from '../consent-store.ts'
import { typedLogin } from '../domain/login.ts'
import { hashSecret, passwordFits } from '../secrets.ts'
import { endSession, findByLogin, touchSessionRow } from '../store.ts'
import { mayCheckSecret } from './check-allowance.ts'
import { type OpenSession, openSession } from './open-session.ts'

export type SignInRefusal = 'not-signed-in' | 'too-many-tries'

/**
 * Signs a person in by e-mail or user name and password. One answer for an unknown login, a wrong password,
 * an e-mail not yet confirmed and a disabled account, after the same work.
 */
export async function signIn(app: App, given: { login: string; password: string; address: string }): Promise<Result<OpenSession, SignInRefusal>> {
  const login = typedLogin(given.login)
  if (!(await mayCheckSecret(app, { account: `sign-in:${login}`, address: given.address }))) return refuse('too-many-tries')
  const person = await findByLogin(app.db, login)
  const fits = await passwordFits(given.password.slice(0, 200), person?.password_hash)
  if (!fits || !person || person.disabled_at || (person.email !== null && person.email_confirmed_at === null)) return refuse('not-signed-in')
  return app.db.transact(async (tx) => done(await openSession(app, tx, person.id)))
}

export function signOut(app: App, token: string): Promise<void> {
  return app.db.transact((tx) => endSession(tx, hashSecret(token)))
}

/** Notes that a session was used; called now and then, not with every request. */
export function touchSession(app: App, token: string): Promise<void> {
  return app.db.transact(async (tx) => {
    await touchSessionRow(tx, hashSecret(token), app.now())
    await noteUseOfSession(tx, hashSecret(token), app.now())
  })
}

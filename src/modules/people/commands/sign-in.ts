import { done, type Result, refuse } from '#kernel/result.ts'
import type { App } from '#platform/app.ts'
import { later } from '../domain/limits.ts'
import { typedLogin } from '../domain/login.ts'
import type { FromWhere } from '../from-where.ts'
import { hashSecret, passwordFits } from '../secrets.ts'
import { endSession, touchSessionRow } from '../session-store.ts'
import { signInLimits } from '../sign-in-limits.ts'
import { findByLogin } from '../store.ts'
import { mayCheckFor } from './check-allowance.ts'
import { noteRefusedEntry } from './note-refused.ts'
import { type Entrance, letIn } from './open-session.ts'

export type SignInRefusal = 'not-signed-in' | 'too-many-tries'

/**
 * The first step by e-mail or user name and password. One answer for an unknown login, a wrong password, an e-mail not yet
 * confirmed and a disabled account, after the same work. Who has a second factor is not in yet.
 */
export async function signIn(app: App, given: FromWhere & { login: string; password: string }): Promise<Result<Entrance, SignInRefusal>> {
  const login = typedLogin(given.login)
  const person = await findByLogin(app.db, login)
  const refused = async (reason: SignInRefusal) => {
    await noteRefusedEntry(app, { deed: 'people.sign-in', person: person?.id, reason })
    return refuse(reason)
  }
  if (!(await mayCheckFor(app, { person: person?.id, login }, given))) return refused('too-many-tries')
  const fits = await passwordFits(given.password, person?.password_hash)
  if (!fits || !person || person.disabled_at || (person.email !== null && person.email_confirmed_at === null)) return refused('not-signed-in')
  return app.db.transact(async (tx) => done(await letIn(app, tx, person.id, { way: 'password', from: given })))
}

export function signOut(app: App, token: string): Promise<void> {
  return app.db.transact(async (tx) => void (await endSession(tx, hashSecret(token))))
}

/** Notes that a session was used; called now and then, not with every request. */
export async function touchSession(app: App, token: string): Promise<void> {
  const [now, { deskIdleHours }] = [app.now(), await signInLimits(app.db)]
  await app.db.transact((tx) => touchSessionRow(tx, hashSecret(token), { now, strongSince: later(now, -deskIdleHours) }))
}

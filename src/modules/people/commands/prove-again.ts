/** Proving once more that it is she: before anything that guards an account is changed. */
import type { PersonId } from '#kernel/id.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import { noteDeed } from '#modules/audit/index.ts'
import type { App } from '#platform/app.ts'
import type { Tx } from '#platform/db.ts'
import { isProved } from '../domain/second-factor.ts'
import { factorsOf } from '../factor-store.ts'
import type { FromWhere } from '../from-where.ts'
import { hashSecret, passwordFits, tokenFrom } from '../secrets.ts'
import { findSession, renewSession } from '../session-store.ts'
import { signInLimits } from '../sign-in-limits.ts'
import { findPerson } from '../store.ts'
import { mayCheckFor } from './check-allowance.ts'
import { checkCode, useCode } from './check-code.ts'
import { noteRefusedEntry } from './note-refused.ts'
import type { TokenUntil } from './open-session.ts'
import { personOfPasskey } from './passkey-challenge.ts'

/** A session that is good, whose person proved herself a short while ago. */
export interface Proved {
  readonly person: PersonId
  readonly session: string
}

/** `no-session`: sign in; `prove-first`: show once more that it is you. */
export type ProveRefusal = 'no-session' | 'prove-first'

/** The person of a session, if she proved herself a short while ago, and with her second factor if she has one. */
export async function provedSession(app: App, token: string): Promise<Result<Proved, ProveRefusal>> {
  const session = await findSession(app.db, hashSecret(token), app.now(), await signInLimits(app.db))
  if (!session) return refuse('no-session')
  const { app: hasApp, passkeys } = await factorsOf(app.db, session.person.id)
  const strongEnough = session.strong || (!hasApp && passkeys === 0)
  return isProved(session.provedAt, app.now()) && strongEnough ? done({ person: session.person.id, session: session.id }) : refuse('prove-first')
}

/** What she can prove herself with now: her second factor where she has one, else her password. */
export type ProofWay = 'second-factor' | 'password' | 'none'

export async function proofWay(app: App, person: string): Promise<ProofWay> {
  const { app: hasApp, passkeys } = await factorsOf(app.db, person)
  if (hasApp || passkeys > 0) return 'second-factor'
  return (await findPerson(app.db, person))?.password_hash ? 'password' : 'none'
}

export type ProofFault = 'no-session' | 'too-many-tries' | 'password-wrong' | 'code-wrong' | 'passkey-refused'

/** Proves it by the password (of who has no second factor), a code or a passkey. The session gets a new token; a code or passkey makes it carry its second factor. */
export async function proveAgain(
  app: App,
  given: FromWhere & { token: string; password?: string; code?: string; passkey?: string },
): Promise<Result<TokenUntil, ProofFault>> {
  const session = await findSession(app.db, hashSecret(given.token), app.now(), await signInLimits(app.db))
  if (!session) return refuse('no-session')
  const { id } = session.person
  const refused = async (reason: ProofFault) => {
    await noteRefusedEntry(app, { deed: 'people.proof', person: id, reason })
    return refuse(reason)
  }
  if (given.passkey !== undefined) {
    if ((await personOfPasskey(app, given.passkey))?.person !== id) return refused('passkey-refused')
    return app.db.transact(async (tx) => done(await renewed(app, tx, given.token, true)))
  }
  if (!(await mayCheckFor(app, { person: id }, given))) return refused('too-many-tries')
  if ((await proofWay(app, id)) === 'second-factor') return (await byCode(app, id, given)) ?? refused('code-wrong')
  const row = await findPerson(app.db, id)
  if (!(await passwordFits(given.password ?? '', row?.password_hash))) return refused('password-wrong')
  return app.db.transact(async (tx) => done(await renewed(app, tx, given.token, false)))
}

async function byCode(app: App, person: string, given: { token: string; code?: string }): Promise<Result<TokenUntil, never> | null> {
  const good = await checkCode(app, person, given.code ?? '')
  if (!good) return null
  return app.db.transact(async (tx) => ((await useCode(app, tx, person, good)) ? done(await renewed(app, tx, given.token, true)) : null))
}

/** Gives a session a new token as it rises. */
export async function renewed(app: App, tx: Tx, token: string, secondFactor: boolean): Promise<TokenUntil> {
  const [now, fresh] = [app.now(), tokenFrom(app.random(32))]
  const change = { token_hash: hashSecret(fresh), proved_at: now, ...(secondFactor && { second_factor_at: now, last_seen_at: now }) }
  const row = await renewSession(tx, hashSecret(token), change)
  if (!row) throw new Error('the session ended meanwhile')
  if (secondFactor) await noteDeed(app, tx, { deed: 'people.second-factor-shown', by: row.person as PersonId })
  return { token: fresh, expires: row.expires_at }
}

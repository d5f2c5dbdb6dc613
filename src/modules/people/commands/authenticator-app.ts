/** An app that shows codes (RFC 6238): set up, shown once, confirmed by a first code, removed. */
import { Secret, TOTP } from 'otpauth'
import { done, type Result, refuse } from '#kernel/result.ts'
import { noteDeed } from '#modules/audit/index.ts'
import type { App } from '#platform/app.ts'
import { tell } from '#platform/facts.ts'
import { draftMinutes, later } from '../domain/limits.ts'
import { appCode, codeSeconds } from '../domain/second-factor.ts'
import { confirmDraft, factorsOf, findApp, removeApp, replaceRecoveryHashes, saveDraft } from '../factor-store.ts'
import type { FromWhere } from '../from-where.ts'
import { findPerson } from '../store.ts'
import { mayCheckFor } from './check-allowance.ts'
import { stepOfCode } from './check-code.ts'
import { noteRefusedEntry } from './note-refused.ts'
import type { TokenUntil } from './open-session.ts'
import { type Proved, type ProveRefusal, provedSession, renewed } from './prove-again.ts'
import { giveRecoveryCodes } from './recovery-codes.ts'
import { openSealed, seal } from './sealed-secret.ts'

const secretBytes = 20

/** Makes the secret of a new app. An app that she has goes on working until the new one has shown a code. */
export async function beginApp(app: App, token: string): Promise<Result<null, ProveRefusal>> {
  const session = await provedSession(app, token)
  if (!session.ok) return session
  const { person } = session.value
  const secret = new Secret({ buffer: new Uint8Array(app.random(secretBytes)).buffer })
  const draft = await seal(app, person, secret.base32)
  await app.db.transact((tx) => saveDraft(tx, person, draft, app.now()))
  return done(null)
}

export interface AppToSetUp {
  /** In groups of four, to be typed. */
  readonly secret: string
  /** The same as an address for a QR code (Key URI Format). */
  readonly address: string
}

/** What an app needs to know, while it is being set up; nothing when it was not begun, or too long ago. */
export async function appToSetUp(app: App, token: string): Promise<Result<AppToSetUp | null, ProveRefusal>> {
  const session = await provedSession(app, token)
  if (!session.ok) return session
  const { person } = session.value
  const [draft, row] = [await draftOf(app, person), await findPerson(app.db, person)]
  if (!draft) return done(null)
  const totp = new TOTP({ issuer: 'Putokaz', label: row?.login ?? '', secret: draft.secret, period: codeSeconds })
  return done({ secret: draft.secret.match(/.{1,4}/g)?.join(' ') ?? '', address: totp.toString() })
}

async function draftOf(app: App, person: string): Promise<{ sealed: Buffer; secret: string } | null> {
  const row = await findApp(app.db, person)
  if (!row?.draft || !row.drafted_at || row.drafted_at < later(app.now(), -draftMinutes / 60)) return null
  return { sealed: row.draft, secret: await openSealed(app, person, row.draft) }
}

export interface AppAdded {
  readonly session: TokenUntil
  /** Shown once. */
  readonly recoveryCodes: readonly string[]
}

/** Puts the app to work with its first code. The session gets a new token and carries its second factor. */
export async function confirmApp(
  app: App,
  given: FromWhere & { token: string; code: string },
): Promise<Result<AppAdded, ProveRefusal | 'nothing-begun' | 'code-wrong' | 'too-many-tries'>> {
  const session = await provedSession(app, given.token)
  if (!session.ok) return session
  const { person } = session.value
  const draft = await draftOf(app, person)
  if (!draft) return refuse('nothing-begun')
  if (!(await mayCheckFor(app, { person }, given))) return refuse('too-many-tries')
  const step = stepOfCode(draft.secret, appCode(given.code) ?? '', app.now())
  if (step === undefined) {
    await noteRefusedEntry(app, { deed: 'people.proof', person, reason: 'code-wrong' })
    return refuse('code-wrong')
  }
  const codes = await giveRecoveryCodes(app)
  return app.db.transact(async (tx) => {
    if (!(await confirmDraft(tx, person, { draft: draft.sealed, step, now: app.now() }))) return refuse('nothing-begun')
    await codes.keep(tx, person)
    await noteDeed(app, tx, { deed: 'people.second-factor-added', by: person })
    await tell(app, tx, [{ kind: 'people.security-changed', body: { person, what: 'app-added' } }])
    return done({ session: await renewed(app, tx, given.token, true), recoveryCodes: codes.shown })
  })
}

/** Removes the app of the person who just proved that it is she. Recovery codes go with the last second factor. */
export async function removeAppOf(app: App, token: string): Promise<Result<Proved, ProveRefusal | 'no-app'>> {
  const session = await provedSession(app, token)
  if (!session.ok) return session
  const { person } = session.value
  return app.db.transact(async (tx) => {
    if (!(await removeApp(tx, person))) return refuse('no-app')
    if ((await factorsOf(tx, person)).passkeys === 0) await replaceRecoveryHashes(tx, person, [], app.now())
    await noteDeed(app, tx, { deed: 'people.second-factor-removed', by: person })
    await tell(app, tx, [{ kind: 'people.security-changed', body: { person, what: 'app-removed' } }])
    return done(session.value)
  })
}

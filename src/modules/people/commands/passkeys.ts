/** Passkeys: made, used to sign in, removed. One with its PIN, finger or face counts as both factors. */
import { type RegistrationResponseJSON, verifyRegistrationResponse } from '@simplewebauthn/server'
import * as v from 'valibot'
import { done, type Result, refuse } from '#kernel/result.ts'
import { noteDeed } from '#modules/audit/index.ts'
import type { App } from '#platform/app.ts'
import { tell } from '#platform/facts.ts'
import { passkeysPerPerson } from '../domain/limits.ts'
import { parseName } from '../domain/login.ts'
import { addPasskey, factorsOf, passkeysOfPerson, removePasskey, replaceRecoveryHashes } from '../factor-store.ts'
import type { FromWhere } from '../from-where.ts'
import { survivorOf } from '../queries/same-person.ts'
import { hashSecret } from '../secrets.ts'
import { findSecondStep, takeSecondStep } from '../session-store.ts'
import { mayCheckSecret } from './check-allowance.ts'
import { noteRefusedEntry } from './note-refused.ts'
import { type OpenSession, openSession, type TokenUntil } from './open-session.ts'
import { parsed, personOfPasskey, relyingParty, spendChallenge } from './passkey-challenge.ts'
import { type Proved, type ProveRefusal, provedSession, renewed } from './prove-again.ts'
import { giveRecoveryCodes } from './recovery-codes.ts'

export type PasskeyRefusal = 'passkey-refused' | 'too-many-tries'

/** Signs in with a passkey alone: both factors are in it. */
export async function signInByPasskey(app: App, given: FromWhere & { answer: string }): Promise<Result<OpenSession, PasskeyRefusal>> {
  if (!(await mayCheckSecret(app, { address: given.address }))) return refuse('too-many-tries')
  const found = await personOfPasskey(app, given.answer)
  if (!found) {
    await noteRefusedEntry(app, { deed: 'people.sign-in', person: undefined, reason: 'passkey-refused' })
    return refuse('passkey-refused')
  }
  return app.db.transact(async (tx) => done(await openSession(app, tx, found.person, { way: 'passkey', from: given, secondFactor: true })))
}

/** Finishes a sign-in that waits for its second step with a passkey of the same person. */
export async function finishByPasskey(
  app: App,
  given: FromWhere & { token: string; answer: string },
): Promise<Result<OpenSession, 'step-over' | PasskeyRefusal>> {
  const step = await findSecondStep(app.db, hashSecret(given.token), app.now())
  if (!step) return refuse('step-over')
  const found = await personOfPasskey(app, given.answer)
  if (found?.person !== (await survivorOf(app.db, step.person))) {
    await noteRefusedEntry(app, { deed: 'people.second-step', person: step.person, reason: 'passkey-refused' })
    return refuse('passkey-refused')
  }
  return app.db.transact(async (tx): Promise<Result<OpenSession, 'step-over'>> => {
    if (!(await takeSecondStep(tx, hashSecret(given.token), app.now()))) return refuse('step-over')
    return done(await openSession(app, tx, step.person, { way: 'passkey', from: given, secondFactor: true }))
  })
}

const text = v.pipe(v.string(), v.maxLength(60_000))
const Attestation = v.object({
  id: text,
  rawId: text,
  type: v.literal('public-key'),
  response: v.object({
    clientDataJSON: text,
    attestationObject: text,
    transports: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(20))), v.maxLength(10)), []),
  }),
})

export interface AddedPasskey {
  readonly session: TokenUntil
  /** The first second factor of an account brings them; they are shown once. */
  readonly recoveryCodes: readonly string[]
}

/** Adds a passkey to the account of a session whose person just proved that it is she. The session carries its second factor from then on. */
export async function addPasskeyOf(
  app: App,
  given: { token: string; answer: string; name: string },
): Promise<Result<AddedPasskey, ProveRefusal | 'passkey-refused' | 'passkey-name-missing' | 'passkeys-enough'>> {
  const session = await provedSession(app, given.token)
  if (!session.ok) return session
  const { person } = session.value
  const name = parseName(given.name)?.slice(0, 60)
  if (name === undefined) return refuse('passkey-name-missing')
  const credential = await newCredential(app, { person, answer: given.answer })
  if (!credential) return refuse('passkey-refused')
  if ((await passkeysOfPerson(app.db, person)).length >= passkeysPerPerson) return refuse('passkeys-enough')
  const [now, codes] = [app.now(), await giveRecoveryCodes(app)]
  return app.db.transact(async (tx) => {
    const before = await factorsOf(tx, person)
    const row = { id: credential.id, person, public_key: Buffer.from(credential.publicKey), counter: credential.counter, transports: credential.transports }
    if (!(await addPasskey(tx, { ...row, name, created_at: now, last_used_at: null }))) return refuse('passkey-refused')
    const isFirst = !before.app && before.passkeys === 0
    if (isFirst) await codes.keep(tx, person)
    await noteDeed(app, tx, { deed: 'people.passkey-added', by: person })
    await tell(app, tx, [{ kind: 'people.security-changed', body: { person, what: 'passkey-added' } }])
    return done({ session: await renewed(app, tx, given.token, true), recoveryCodes: isFirst ? codes.shown : [] })
  })
}

async function newCredential(app: App, given: { person: string; answer: string }) {
  const read = v.safeParse(Attestation, parsed(given.answer.slice(0, 200_000)))
  if (!read.success) return null
  const response = { ...read.output, clientExtensionResults: {} } as unknown as RegistrationResponseJSON
  const asked = await spendChallenge(app, { clientData: response.response.clientDataJSON, purpose: 'register' })
  if (asked?.person !== given.person) return null
  const { rpID, origin } = relyingParty(app)
  const verified = await verifyRegistrationResponse({
    response,
    expectedChallenge: asked.challenge,
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: true,
  }).catch(() => undefined)
  return verified?.verified ? { ...verified.registrationInfo.credential, transports: read.output.response.transports } : null
}

/** Removes a passkey of the person who just proved that it is she. */
export async function removePasskeyOf(app: App, given: { token: string; id: string }): Promise<Result<Proved, ProveRefusal | 'no-such-passkey'>> {
  const session = await provedSession(app, given.token)
  if (!session.ok) return session
  const { person } = session.value
  return app.db.transact(async (tx) => {
    if (!(await removePasskey(tx, person, given.id))) return refuse('no-such-passkey')
    const left = await factorsOf(tx, person)
    if (!left.app && left.passkeys === 0) await replaceRecoveryHashes(tx, person, [], app.now())
    await noteDeed(app, tx, { deed: 'people.passkey-removed', by: person })
    await tell(app, tx, [{ kind: 'people.security-changed', body: { person, what: 'passkey-removed' } }])
    return done(session.value)
  })
}

/** Challenges for passkeys: each good once, for a few minutes, for one purpose and at this centre's own address only. */
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
} from '@simplewebauthn/server'
import * as v from 'valibot'
import { done, type Result, refuse } from '#kernel/result.ts'
import type { App } from '#platform/app.ts'
import { challengeMinutes, later } from '../domain/limits.ts'
import { addChallenge, findPasskey, passkeysOfPerson, takeChallenge, usePasskey } from '../factor-store.ts'
import { survivorOf } from '../queries/same-person.ts'
import { hashSecret } from '../secrets.ts'
import { findPerson } from '../store.ts'
import type { ChallengePurpose } from '../tables.ts'
import { mayCheckSecret } from './check-allowance.ts'

/** The name that passkeys are bound to (WebAuthn §5.1.2): the host of this centre's address. */
export function relyingParty(app: App) {
  const { hostname, origin } = app.config.publicUrl
  return { rpID: hostname, origin }
}

/** What a browser needs to ask for a passkey. The same for everybody: it says nothing of who has one. */
export async function passkeyRequest(app: App, address: string): Promise<Result<PublicKeyCredentialRequestOptionsJSON, 'too-many-tries'>> {
  if (!(await mayCheckSecret(app, { address }))) return refuse('too-many-tries')
  const options = await generateAuthenticationOptions({ rpID: relyingParty(app).rpID, challenge: freshChallenge(app), userVerification: 'required' })
  await keepChallenge(app, { challenge: options.challenge, purpose: 'authenticate', person: null })
  return done(options)
}

/** What a browser needs to make a passkey for a person. */
export async function passkeyCreation(app: App, person: string): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const [row, own] = [await findPerson(app.db, person), await passkeysOfPerson(app.db, person)]
  const options = await generateRegistrationOptions({
    rpName: 'Putokaz',
    rpID: relyingParty(app).rpID,
    userName: row?.login ?? '',
    userDisplayName: row?.display_name ?? '',
    userID: new TextEncoder().encode(person),
    challenge: freshChallenge(app),
    attestationType: 'none',
    excludeCredentials: own.map(({ id, transports }) => ({ id, transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  await keepChallenge(app, { challenge: options.challenge, purpose: 'register', person })
  return options
}

function freshChallenge(app: App): Uint8Array<ArrayBuffer> {
  return new Uint8Array(app.random(32))
}

function keepChallenge(app: App, given: { challenge: string; purpose: ChallengePurpose; person: string | null }): Promise<void> {
  const { challenge, purpose, person } = given
  const row = { hash: hashSecret(challenge), purpose, person, expires_at: later(app.now(), challengeMinutes / 60) }
  return app.db.transact((tx) => addChallenge(tx, row))
}

const text = v.pipe(v.string(), v.maxLength(20_000))
const Assertion = v.object({
  id: text,
  rawId: text,
  type: v.literal('public-key'),
  response: v.object({ clientDataJSON: text, authenticatorData: text, signature: text, userHandle: v.optional(text) }),
  clientExtensionResults: v.optional(v.object({}), {}),
})

/** The challenge that an answer says it answers. Whether it was ever asked, the database knows. */
export async function spendChallenge(
  app: App,
  given: { clientData: string; purpose: ChallengePurpose },
): Promise<{ challenge: string; person: string | null } | null> {
  const said = v.safeParse(v.object({ challenge: v.pipe(v.string(), v.maxLength(200)) }), parsed(Buffer.from(given.clientData, 'base64url').toString('utf8')))
  if (!said.success) return null
  const { challenge } = said.output
  const taken = await app.db.transact(async (tx) => (await takeChallenge(tx, hashSecret(challenge), given.purpose, app.now())) ?? null)
  return taken && { challenge, person: taken.person }
}

/** JSON, or nothing. */
export function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

/**
 * Whose passkey answered, with her PIN, finger or face: the challenge is used up, the signature fits, and the counter rose.
 * Guessing does not come into it, so no allowance does either, except that of the address.
 */
export async function personOfPasskey(app: App, answer: string): Promise<{ person: string; passkey: string } | null> {
  const read = v.safeParse(Assertion, parsed(answer.slice(0, 100_000)))
  if (!read.success) return null
  const response = { ...read.output, clientExtensionResults: {} } as AuthenticationResponseJSON
  const asked = await spendChallenge(app, { clientData: response.response.clientDataJSON, purpose: 'authenticate' })
  const passkey = asked && (await findPasskey(app.db, response.id))
  if (!asked || !passkey) return null
  const { rpID, origin } = relyingParty(app)
  const credential = { id: passkey.id, publicKey: new Uint8Array(passkey.public_key), counter: passkey.counter, transports: passkey.transports }
  const verified = await verifyAuthenticationResponse({
    response,
    expectedChallenge: asked.challenge,
    expectedOrigin: origin,
    expectedRPID: rpID,
    credential,
    requireUserVerification: true,
  }).catch(() => undefined)
  if (!verified?.verified) return null
  const used = { counter: verified.authenticationInfo.newCounter, now: app.now() }
  const counted = await app.db.transact((tx) => usePasskey(tx, passkey.id, used))
  return counted ? { person: await survivorOf(app.db, passkey.person), passkey: passkey.id } : null
}

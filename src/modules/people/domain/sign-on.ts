/** What a provider's word is worth here. */

import type { Variant } from '#kernel/localized.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import { parseEmail, parseName } from './login.ts'

/** What the centre decided about a provider, as far as a decision needs it. */
export interface Trust {
  readonly issuer: string
  readonly clientId: string
  readonly domains: readonly string[]
  readonly opensAccounts: boolean
  readonly nameClaim: string
  readonly secondFactor: readonly string[]
}

/** Somebody as a provider knows her. Only issuer and subject together say who she is (OIDC Core §5.7). */
export interface SignOnIdentity {
  readonly issuer: string
  readonly subject: string
  /** Only one that the provider says it verified. */
  readonly email: string | null
  readonly name: string | null
  readonly secondFactor: boolean
}

export const offerMinutes = 15
export const flowMinutes = 10
/** How far the moment a token was issued may lie from now. */
const issuedSpan = 600

/** Reads the claims of a token whose signature, issuer, audience, nonce and end were checked; holds it to what is left to check. */
export function identityOf(claims: Readonly<Record<string, unknown>>, trust: Trust, now: Date): Result<SignOnIdentity, 'token-refused'> {
  const { iss, sub, aud, azp, iat } = claims
  if (iss !== trust.issuer || typeof sub !== 'string' || sub.length < 1 || sub.length > 255 || /[^\x20-\x7e]/.test(sub)) return refuse('token-refused')
  // OIDC Core §3.1.3.7 (3) and (5): no other audience is trusted here, and the token was made for us.
  const audiences = Array.isArray(aud) ? aud : [aud]
  if (audiences.length !== 1 || audiences[0] !== trust.clientId) return refuse('token-refused')
  if (azp !== undefined && azp !== trust.clientId) return refuse('token-refused')
  if (typeof iat !== 'number' || Math.abs(now.getTime() / 1000 - iat) > issuedSpan) return refuse('token-refused')
  return done({ issuer: iss, subject: sub, email: verifiedEmail(claims), name: nameIn(claims, trust.nameClaim), secondFactor: vouchesTwice(claims, trust) })
}

function verifiedEmail({ email, email_verified }: Readonly<Record<string, unknown>>): string | null {
  if (email_verified !== true || typeof email !== 'string') return null
  const parsed = parseEmail(email)
  return parsed.ok ? parsed.value : null
}

function nameIn(claims: Readonly<Record<string, unknown>>, claim: string): string | null {
  const name = claims[claim]
  return typeof name === 'string' ? (parseName(name) ?? null) : null
}

function vouchesTwice({ acr, amr }: Readonly<Record<string, unknown>>, { secondFactor }: Trust): boolean {
  const said = [acr, ...(Array.isArray(amr) ? amr : [])]
  return secondFactor.some((value) => said.includes(value))
}

/** Whether the provider may speak for this address. Without a list of domains it may for all. */
export function mayVouchFor(email: string | null, domains: readonly string[]): boolean {
  return domains.length === 0 || (email !== null && domains.includes(email.slice(email.lastIndexOf('@') + 1)))
}

/** What is known when somebody comes back from a provider. */
export interface Arrival {
  readonly identity: SignOnIdentity
  /** The account that this identity is linked to. */
  readonly linked: { readonly disabled: boolean } | null
  /** Whether an account, confirmed or not, has her address. */
  readonly emailTaken: boolean
  /** She began this from her own page, to link. */
  readonly signedIn: boolean
}

export type ArrivalDecision = 'enter' | 'open-account' | 'offer-link'

/**
 * What becomes of an arrival. An address never opens an account that exists: whoever runs a provider can write any address into a
 * token. She proves the account first, then confirms the link there; so an unknown identity is told the same whatever we know.
 */
export function decideArrival({ identity, linked, emailTaken, signedIn }: Arrival, trust: Trust): Result<ArrivalDecision, 'not-let-in'> {
  if (linked) return linked.disabled || signedIn ? refuse('not-let-in') : done('enter')
  if (!mayVouchFor(identity.email, trust.domains)) return refuse('not-let-in')
  if (!signedIn && trust.opensAccounts && identity.email !== null && !emailTaken) return done('open-account')
  return done('offer-link')
}

/** A way in that a person has, so that she never takes away her last one. */
export interface WaysIn {
  readonly password: boolean
  readonly passkeys: number
  /** Links of providers that are still trusted. */
  readonly links: number
}

export function isLastWay({ password, passkeys, links }: WaysIn): boolean {
  return !password && passkeys === 0 && links <= 1
}

/** Kept of a journey to a provider and back. */
export interface FlowEnd {
  readonly next: string | null
  readonly variant: Variant
}

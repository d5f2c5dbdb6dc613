import { timingSafeEqual } from 'node:crypto'
import type { PersonId } from '#kernel/id.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import { noteDeed, noteRefusal } from '#modules/audit/index.ts'
import type { App } from '#platform/app.ts'
import type { Tx } from '#platform/db.ts'
import { type ClaimsRefusal, claimsOf, type SignOnProvider } from '#platform/open-id/index.ts'
import { later } from '../domain/limits.ts'
import { decideArrival, type FlowEnd, identityOf, offerMinutes, type SignOnIdentity } from '../domain/sign-on.ts'
import type { FromWhere } from '../from-where.ts'
import { hashSecret, tokenFrom } from '../secrets.ts'
import { addLink, addOffer, type FlowRow, findLink, noteLinkUsed, takeFlow } from '../sign-on-store.ts'
import { addPersonRow, findByLogin, grantRole } from '../store.ts'
import { mayCheckSecret } from './check-allowance.ts'
import { type Entrance, letIn } from './open-session.ts'
import { flowSecrets, signOnAddress, signOnProvider } from './start-sign-on.ts'

export interface SignOnAnswer extends FromWhere {
  readonly provider: string
  /** What the provider wrote behind the address: `?code=…&state=…`. */
  readonly search: string
  /** From the browser's cookie. */
  readonly secret: string | undefined
  /** Whose session the browser has. */
  readonly person: PersonId | null
}

/** She is in, or is offered to link the identity to the account she signs in to next. */
export type SignOnEnd = FlowEnd &
  ({ readonly kind: 'entered'; readonly session: Entrance } | { readonly kind: 'offered'; readonly secret: string; readonly expires: Date })
export type FinishRefusal = 'no-such-provider' | 'too-many-tries' | 'flow-over' | 'not-let-in' | ClaimsRefusal

/** Takes a provider's answer: once, in the browser that asked, from the provider that was asked. */
export async function finishSignOn(app: App, given: SignOnAnswer): Promise<Result<SignOnEnd, FinishRefusal>> {
  const outcome = await finish(app, given)
  if (!outcome.ok && outcome.refusal !== 'too-many-tries')
    await noteRefusal(app, {
      deed: 'people.signed-on',
      by: given.person ?? 'visitor',
      detail: { provider: given.provider.slice(0, 40), reason: outcome.refusal },
    })
  return outcome
}

async function finish(app: App, given: SignOnAnswer): Promise<Result<SignOnEnd, FinishRefusal>> {
  const provider = signOnProvider(app, given.provider)
  if (!provider) return refuse('no-such-provider')
  if (!(await mayCheckSecret(app, { address: given.address }))) return refuse('too-many-tries')
  const { secret } = given
  // An answer that does not belong to this browser leaves the journey that does as it is.
  if (secret === undefined || !answersTo(given.search, secret)) return refuse('flow-over')
  const flow = await app.db.transact(async (tx) => (await takeFlow(tx, hashSecret(secret), provider.id, app.now())) ?? null)
  if (!flow || flow.person !== (flow.person === null ? null : given.person)) return refuse('flow-over')
  const callback = new URL(given.search, signOnAddress(app, provider.id))
  const claims = await claimsOf(app, provider, { callback, secrets: flowSecrets(secret) })
  if (!claims.ok) return claims
  const identity = identityOf(claims.value, provider, app.now())
  if (!identity.ok) return identity
  return arrive(app, { provider, identity: identity.value, flow, from: given })
}

function answersTo(search: string, secret: string): boolean {
  const [expected, found] = [Buffer.from(flowSecrets(secret).state), Buffer.from(new URLSearchParams(search).get('state') ?? '')]
  return expected.length === found.length && timingSafeEqual(expected, found)
}

interface Arrived {
  readonly provider: SignOnProvider
  readonly identity: SignOnIdentity
  readonly flow: FlowRow
  readonly from: FromWhere
}

function arrive(app: App, { provider, identity, flow, from }: Arrived): Promise<Result<SignOnEnd, 'not-let-in'>> {
  const ids = { person: app.newId() as PersonId, offer: tokenFrom(app.random(32)) }
  const end: FlowEnd = { next: flow.next, variant: flow.variant }
  return app.db.transact(async (tx): Promise<Result<SignOnEnd, 'not-let-in'>> => {
    const link = await findLink(tx, identity)
    const emailTaken = identity.email !== null && (await findByLogin(tx, identity.email)) !== undefined
    const linked = link ? { disabled: link.disabled_at !== null } : null
    const decision = decideArrival({ identity, linked, emailTaken, signedIn: flow.person !== null }, provider)
    if (!decision.ok) return decision
    if (decision.value === 'offer-link') return done({ ...end, kind: 'offered', ...(await offer(app, tx, { provider, identity, secret: ids.offer })) })
    const person = link?.id ?? ids.person
    if (!link) await openAccount(app, tx, { provider, identity, flow, from, id: ids.person })
    await noteLinkUsed(tx, identity, app.now())
    await noteDeed(app, tx, { deed: 'people.signed-on', by: person as PersonId, detail: { provider: provider.id, secondFactor: identity.secondFactor } })
    return done({ ...end, kind: 'entered', session: await letIn(app, tx, person, { way: 'single-sign-on', from, secondFactor: identity.secondFactor }) })
  })
}

async function offer(app: App, tx: Tx, { provider, identity, secret }: { provider: SignOnProvider; identity: SignOnIdentity; secret: string }) {
  const { issuer, subject, email, name } = identity
  const expires = later(app.now(), offerMinutes / 60)
  await addOffer(tx, { hash: hashSecret(secret), provider: provider.id, issuer, subject, email, name, expires_at: expires })
  return { secret, expires }
}

/** An account for somebody nobody here knows; its address is the one the provider verified. */
async function openAccount(app: App, tx: Tx, { provider, identity, flow, id }: Arrived & { id: PersonId }): Promise<void> {
  const now = app.now()
  const email = identity.email ?? ''
  const person = {
    id,
    login: email,
    email,
    email_confirmed_at: now,
    password_hash: null,
    display_name: identity.name ?? email,
    variant: flow.variant,
    sample: false,
    created_at: now,
  }
  // Somebody took the address since it was looked at: the whole transaction is run again and decides anew.
  if (!(await addPersonRow(tx, person))) throw Object.assign(new Error('address taken meanwhile'), { code: '40001' })
  await grantRole(tx, id, 'learner')
  const { issuer, subject } = identity
  await addLink(tx, { issuer, subject, person: id, provider: provider.id, email, linked_at: now, last_used_at: now })
  await noteDeed(app, tx, { deed: 'people.account-opened', by: id, detail: { way: 'single-sign-on', provider: provider.id } })
}

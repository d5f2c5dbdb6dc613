import type { PersonId } from '#kernel/id.ts'
import type { Variant } from '#kernel/localized.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import type { App } from '#platform/app.ts'
import { authorizationAddress, type FlowSecrets, readProviders, type SignOnProvider } from '#platform/open-id/index.ts'
import { later } from '../domain/limits.ts'
import { flowMinutes } from '../domain/sign-on.ts'
import { hashSecret, tokenFrom } from '../secrets.ts'
import { addFlow, forgetOldSignOns } from '../sign-on-store.ts'
import { mayCheckSecret } from './check-allowance.ts'

/** The providers as the file says now; a file that got broken while the centre runs names none. */
export function signOnProviders(app: App): readonly SignOnProvider[] {
  const read = readProviders(app.config.signOnFile)
  if (read.ok) return read.value
  app.log.error('single sign-on is shut: its file is broken', { at: read.refusal.at, rule: read.refusal.rule })
  return []
}

export function signOnProvider(app: App, id: string): SignOnProvider | undefined {
  return signOnProviders(app).find((provider) => provider.id === id)
}

/** The one address that a provider sends people back to, whatever they read in. */
export function signOnAddress(app: App, provider: string): URL {
  return new URL(`/sr/sign-in/with/${provider}/callback`, app.config.publicUrl)
}

/** All three come from the secret in the browser's cookie, so that the database holds nothing to continue the journey with. */
export function flowSecrets(secret: string): FlowSecrets {
  const part = (name: string) => hashSecret(`${name}:${secret}`).toString('base64url')
  return { state: part('state'), nonce: part('nonce'), verifier: part('verifier') }
}

export interface SignOnStart {
  readonly provider: string
  readonly variant: Variant
  readonly next: string | null
  /** Who begins this from her own page, to link. */
  readonly person: PersonId | null
  readonly address: string
}

export type StartRefusal = 'no-such-provider' | 'too-many-tries' | 'provider-silent'

/** Begins a journey to a provider: its secret goes into a cookie, and comes back with the answer. */
export async function startSignOn(app: App, given: SignOnStart): Promise<Result<{ location: URL; secret: string; expires: Date }, StartRefusal>> {
  const provider = signOnProvider(app, given.provider)
  if (!provider) return refuse('no-such-provider')
  if (!(await mayCheckSecret(app, { address: given.address }))) return refuse('too-many-tries')
  const [now, secret] = [app.now(), tokenFrom(app.random(32))]
  const location = await authorizationAddress(app, provider, { redirectUri: signOnAddress(app, provider.id).href, secrets: flowSecrets(secret) })
  if (!location.ok) return location
  const expires = later(now, flowMinutes / 60)
  const { person, next, variant } = given
  await app.db.transact(async (tx) => {
    await forgetOldSignOns(tx, now)
    await addFlow(tx, { hash: hashSecret(secret), provider: provider.id, person, next, variant, expires_at: expires })
  })
  return done({ location: location.value, secret, expires })
}

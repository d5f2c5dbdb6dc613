/** Speaks OpenID Connect with one provider: authorization code, PKCE, state and nonce, the identity token checked with its signature. */
import * as oidc from 'openid-client'
import { done, type Result, refuse } from '#kernel/result.ts'
import type { App } from '../app.ts'
import { limitedFetch, NotAnswered } from '../limited-fetch.ts'
import type { SignOnProvider } from './providers.ts'

export type Claims = Readonly<Record<string, unknown>>
export type ClaimsRefusal = 'provider-silent' | 'provider-refused' | 'token-refused'

/** What binds an answer to the browser that asked. */
export interface FlowSecrets {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** What was learned of a provider: good for an hour, then asked for again. */
interface Known {
  readonly server: oidc.ServerMetadata
  jwks?: oidc.ExportedJWKSCache
}

type Reach = Pick<App, 'memo' | 'now'>

/** Where to send the browser, or that the provider could not be reached. */
export async function authorizationAddress(
  app: Reach,
  provider: SignOnProvider,
  { redirectUri, secrets }: { redirectUri: string; secrets: FlowSecrets },
): Promise<Result<URL, 'provider-silent'>> {
  try {
    const config = clientOf(app, provider, await discovered(app, provider))
    const address = oidc.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri,
      scope: 'openid email profile',
      state: secrets.state,
      nonce: secrets.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(secrets.verifier),
      code_challenge_method: 'S256',
    })
    return done(address)
  } catch (error) {
    return silentOr(error, () => refuse('provider-silent'))
  }
}

/** Takes the provider's answer and gives the claims it signed for; `userinfo` adds only what the token left out (OIDC Core §5.3.2). */
export async function claimsOf(
  app: Reach,
  provider: SignOnProvider,
  { callback, secrets }: { callback: URL; secrets: FlowSecrets },
): Promise<Result<Claims, ClaimsRefusal>> {
  try {
    const known = await discovered(app, provider)
    const config = clientOf(app, provider, known)
    const checks = { expectedState: secrets.state, expectedNonce: secrets.nonce, pkceCodeVerifier: secrets.verifier, idTokenExpected: true }
    const tokens = await oidc.authorizationCodeGrant(config, callback, checks)
    const kept = oidc.getJwksCache(config)
    if (kept) known.jwks = kept
    const signed = tokens.claims()
    if (!signed) return refuse('token-refused')
    if (signed['email'] !== undefined || known.server.userinfo_endpoint === undefined) return done(signed)
    const { sub: _, iss: __, aud: ___, ...more } = await oidc.fetchUserInfo(config, tokens.access_token, signed.sub)
    return done({ ...more, ...signed })
  } catch (error) {
    if (error instanceof oidc.AuthorizationResponseError) return refuse('provider-refused')
    return silentOr(error, () => refuse('token-refused'))
  }
}

async function discovered(app: Reach, provider: SignOnProvider): Promise<Known> {
  const key = `open-id:${provider.issuer}:${Math.floor(app.now().getTime() / 3_600_000)}`
  try {
    return await app.memo.get(key, () => discover(provider))
  } catch (error) {
    app.memo.forget(key)
    throw error
  }
}

async function discover(provider: SignOnProvider): Promise<Known> {
  const config = await oidc.discovery(new URL(provider.issuer), provider.clientId, undefined, oidc.None(), {
    execute: plainAllowed(provider),
    [oidc.customFetch]: limitedFetch,
  })
  return { server: config.serverMetadata() }
}

/** A client for one exchange, on the clock of the App, with the keys seen before. */
function clientOf(app: Reach, provider: SignOnProvider, { server, jwks }: Known): oidc.Configuration {
  const metadata = {
    client_secret: provider.secret,
    id_token_signed_response_alg: provider.signedWith,
    [oidc.clockSkew]: Math.round((app.now().getTime() - Date.now()) / 1000),
    [oidc.clockTolerance]: 30,
  }
  const methods = server.token_endpoint_auth_methods_supported
  const proof = methods === undefined || methods.includes('client_secret_basic') ? oidc.ClientSecretBasic : oidc.ClientSecretPost
  const config = new oidc.Configuration(server, provider.clientId, metadata, proof(provider.secret))
  config[oidc.customFetch] = limitedFetch
  for (const allow of plainAllowed(provider)) allow(config)
  // Without this the signature of a token that came over TLS is not looked at.
  oidc.enableNonRepudiationChecks(config)
  if (jwks) oidc.setJwksCache(config, jwks)
  return config
}

/** Plain http only for a provider on this very machine; `limitedFetch` holds every single address to it. */
function plainAllowed(provider: SignOnProvider): ((config: oidc.Configuration) => void)[] {
  return provider.issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : []
}

function silentOr<T>(error: unknown, otherwise: () => T): T | ReturnType<typeof refuse<'provider-silent'>> {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) if (cause instanceof NotAnswered) return refuse('provider-silent')
  return otherwise()
}

/** An OpenID provider on loopback that answers whatever a test tells it to: honest unless twisted. */
import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Claims = Record<string, unknown>
export type Header = Record<string, unknown>

/** What a twist may change of an honest answer. */
export interface Twist {
  readonly header?: (header: Header, provider: HostileProvider) => Header
  readonly claims?: (claims: Claims) => Claims
  /** Takes the place of the signed token as a whole. */
  readonly token?: (parts: { header: Header; claims: Claims; provider: HostileProvider }) => string
  readonly response?: (body: Claims) => unknown
  readonly metadata?: (metadata: Claims) => Claims
  readonly keys?: (keys: Claims[]) => Claims[]
  readonly userinfo?: Claims
  /** Changes the answer that the browser carries back. */
  readonly callback?: (params: URLSearchParams) => void
}

export interface HostileProvider {
  readonly issuer: string
  readonly key: KeyObject
  readonly publicJwk: Claims
  /** A key that the provider never published. */
  readonly foreignKey: KeyObject
  readonly foreignJwk: Claims
  /** How often its addresses were asked, by path. */
  readonly asked: Map<string, number>
  /** Signs somebody in and gives what the browser carries back. */
  authorize(location: URL, claims: Claims, twist?: Twist): URLSearchParams
  close(): Promise<void>
}

export const base64 = (value: unknown): string => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

export function signed(header: Header, claims: Claims, key: KeyObject): string {
  const text = `${base64(header)}.${base64(claims)}`
  return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`
}

export function signedByText(header: Header, claims: Claims, secret: string | Buffer): string {
  const text = `${base64(header)}.${base64(claims)}`
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
}

interface Pending {
  readonly nonce: string | null
  readonly challenge: string | null
  readonly claims: Claims
  readonly clientId: string
  readonly twist: Twist
}

export async function hostileProvider(): Promise<HostileProvider> {
  const own = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const jwkOf = (key: KeyObject, kid: string): Claims => ({ ...key.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' })
  const pending = new Map<string, Pending>()
  let twist: Twist = {}
  let counted = 0
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider: HostileProvider = {
    issuer,
    key: own.privateKey,
    publicJwk: jwkOf(own.publicKey, 'own'),
    foreignKey: foreign.privateKey,
    foreignJwk: jwkOf(foreign.publicKey, 'own'),
    asked: new Map(),
    authorize(location, claims, wish = {}) {
      twist = wish
      const code = `code-${++counted}`
      const asked = location.searchParams
      pending.set(code, { nonce: asked.get('nonce'), challenge: asked.get('code_challenge'), claims, clientId: asked.get('client_id') ?? '', twist: wish })
      const params = new URLSearchParams({ code, state: asked.get('state') ?? '', iss: issuer })
      wish.callback?.(params)
      return params
    },
    close: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  }

  const metadata = (): Claims => ({
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    userinfo_endpoint: `${issuer}/userinfo`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    authorization_response_iss_parameter_supported: true,
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').split('?')[0] ?? ''
    provider.asked.set(path, (provider.asked.get(path) ?? 0) + 1)
    const say = (body: unknown, status = 200) => {
      const text = typeof body === 'string' ? body : JSON.stringify(body)
      response.writeHead(status, { 'content-type': 'application/json' }).end(text)
    }
    if (path === '/.well-known/openid-configuration') return say((twist.metadata ?? ((same) => same))(metadata()))
    if (path === '/jwks') return say({ keys: (twist.keys ?? ((same) => same))([provider.publicJwk]) })
    if (path === '/userinfo') return say(twist.userinfo ?? {})
    if (path === '/token') return say(...tokenAnswer(await bodyOf(request)))
    say({ error: 'not_found' }, 404)
  }

  function tokenAnswer(body: URLSearchParams): [unknown, number] {
    const asked = pending.get(body.get('code') ?? '')
    pending.delete(body.get('code') ?? '')
    if (!asked || !body.get('code_verifier')) return [{ error: 'invalid_grant' }, 400]
    const now = Math.floor(Date.now() / 1000)
    const honest = { iss: issuer, aud: asked.clientId, iat: now, exp: now + 300, nonce: asked.nonce, ...asked.claims }
    const claims = (asked.twist.claims ?? ((same) => same))(honest)
    const header = (asked.twist.header ?? ((same) => same))({ alg: 'RS256', typ: 'JWT', kid: 'own' }, provider)
    const token = asked.twist.token?.({ header, claims, provider }) ?? signed(header, claims, provider.key)
    const answered = { access_token: 'access', token_type: 'Bearer', expires_in: 300, id_token: token }
    return [(asked.twist.response ?? ((same) => same))(answered), 200]
  }

  return provider
}

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return new URLSearchParams(Buffer.concat(parts).toString())
}

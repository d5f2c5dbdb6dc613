/** A real OpenID provider (`oidc-provider`) on loopback, whose people sign in by a form with their name. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

export interface ProviderPerson {
  readonly sub: string
  readonly name: string
  readonly email: string
  readonly email_verified: boolean
}

export interface RealProvider {
  readonly issuer: string
  close(): Promise<void>
}

/** Knows one client, and the people whose claims it is given. */
export async function realProvider(client: { id: string; secret: string; redirectUri: string }, people: readonly ProviderPerson[]): Promise<RealProvider> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [client.redirectUri],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    pkce: { required: () => true },
    findAccount: (_context, sub) => {
      const person = people.find((one) => one.sub === sub)
      return person && { accountId: sub, claims: () => ({ ...person }) }
    },
    cookies: { keys: ['only for a test'] },
  })
  server.on('request', provider.callback())
  return { issuer, close: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()) }
}

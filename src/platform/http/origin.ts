import type { IncomingMessage } from 'node:http'
import type { Config } from '../config.ts'

const reading = new Set(['GET', 'HEAD', 'OPTIONS'])
const allowed = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

export type RequestRefusal = 'method' | 'cross-site' | 'address'

/**
 * Whether a request may go on: a closed list of methods, and no change of state that another site's page could have sent.
 *
 * A browser says where a request comes from by `Origin` or, for the rest, `Sec-Fetch-Site`
 * (Fetch §3.2 and Fetch Metadata §2.3). One that says neither is no browser of today and changes nothing here.
 */
export function refusalOf(request: IncomingMessage, config: Config): RequestRefusal | undefined {
  const method = request.method ?? ''
  if (!allowed.has(method)) return 'method'
  if (!request.url?.startsWith('/') || request.url.startsWith('//')) return 'address'
  if (reading.has(method)) return undefined
  const origin = request.headers.origin
  const site = request.headers['sec-fetch-site']
  if (origin !== undefined) return origin === config.publicUrl.origin ? undefined : 'cross-site'
  return site === 'same-origin' ? undefined : 'cross-site'
}

/** Makes the request speak of the configured address, whatever its sender wrote: no link is ever built from a foreign Host. */
export function pinAddress(request: IncomingMessage, config: Config): void {
  request.headers.host = config.publicUrl.host
  request.headers['x-forwarded-proto'] = config.publicUrl.protocol.slice(0, -1)
}

export function isLoopback(address: string | undefined): boolean {
  return address === '127.0.0.1' || address === '::1' || address === '::ffff:127.0.0.1'
}

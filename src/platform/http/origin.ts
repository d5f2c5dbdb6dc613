import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'
import type { Config } from '../config.ts'

const reading = new Set(['GET', 'HEAD', 'OPTIONS'])
const allowed = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

const recordStore = /^\/xapi\//

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
  if (!request.url?.startsWith('/') || request.url.startsWith('//') || /%00/.test(request.url)) return 'address'
  if (reading.has(method)) return undefined
  const origin = request.headers.origin
  const site = request.headers['sec-fetch-site']
  // Other systems write to the record store with credentials of their own; what comes without a cookie speaks for nobody here.
  if (recordStore.test(request.url) && request.headers.cookie === undefined) return undefined
  if (origin !== undefined) return origin === config.publicUrl.origin ? undefined : 'cross-site'
  return site === 'same-origin' ? undefined : 'cross-site'
}

/** Makes the request speak of the configured address, whatever its sender wrote: no link is ever built from a foreign Host. */
export function pinAddress(request: IncomingMessage, config: Config): void {
  request.headers[clientAddressHeader] = clientAddress(request, config)
  request.headers.host = config.publicUrl.host
  request.headers['x-forwarded-proto'] = config.publicUrl.protocol.slice(0, -1)
}

/** Whether the second host name is asked for, however it is spelled: capitals, a dot at its end, a port that a proxy added or left out. */
export function asksContentHost(request: IncomingMessage, { contentUrl }: Config): boolean {
  if (!contentUrl) return false
  return (request.headers.host ?? '').toLowerCase().replace(/\.?(:\d*)?$/, '') === contentUrl.hostname
}

/** The header in which pages find who asks; whatever its sender wrote there is overwritten. */
export const clientAddressHeader = 'x-putokaz-client'

const loopback = /^(127\.0\.0\.1|::1|::ffff:127\.0\.0\.1)$/

export function isLoopback(address: string): boolean {
  return loopback.test(address)
}

/** Who asks: the peer itself, or, where an own proxy is configured, the last address that this proxy added. */
export function clientAddress(request: IncomingMessage, config: Config): string {
  const peer = request.socket.remoteAddress ?? ''
  const passedOn = [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',').at(-1)?.trim()
  return passedOn && isProxy(config, peer) ? passedOn : peer
}

const trusted = new WeakMap<Config, BlockList>()

function isProxy(config: Config, peer: string): boolean {
  if (config.proxies.length === 0) return false
  const list = trusted.get(config) ?? listOf(config.proxies)
  trusted.set(config, list)
  // An IPv4 peer of a socket that listens on both (RFC 4291 §2.5.5.2).
  const address = peer.replace(/^::ffff:(?=\d+\.)/i, '')
  return isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', length] = network.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (length === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(length), family)
  }
  return list
}

/** Whether somebody may read the measurements: on this machine, or by the token that was configured. */
export function mayMeasure(request: IncomingMessage, { metricsToken }: Config): boolean {
  if (isLocal(request)) return true
  if (metricsToken === undefined) return false
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(request.headers.authorization ?? ''), digest(`Bearer ${metricsToken}`))
}
const loopbackHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i
const forwarded = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'cf-connecting-ip']

/**
 * Whether somebody on this very machine asks for it by its own name. What a proxy passes on comes from loopback too: it mostly
 * says so, speaks HTTP/1.0 (nginx, unless told), or asks for the public name, as a page does that had its name rebound to loopback.
 * Ask it before the address is pinned.
 */
function isLocal(request: IncomingMessage): boolean {
  const { headers, socket, httpVersion } = request
  if (!isLoopback(socket.remoteAddress ?? '') || !loopbackHost.test(headers.host ?? '')) return false
  return httpVersion !== '1.0' && forwarded.every((name) => headers[name] === undefined)
}

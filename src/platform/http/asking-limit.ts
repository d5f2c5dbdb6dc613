/**
 * How much one network may ask in a minute (ASVS 5.0 V2.4.1). A school or an institution stands behind one address, so the bounds
 * are wide: they stop a machine that asks without end, and no class. Secrets have bounds of their own, in the database.
 */
import type { IncomingMessage } from 'node:http'
import { networkOf } from '#kernel/network.ts'
import type { App } from '../app.ts'
import { clientAddress, isLoopback } from './origin.ts'

export const mostInMinute = { all: 2400, costly: 240 } as const
/** So many networks are counted; who comes in the same minute after them is not. */
const mostNetworks = 50_000
const minute = 60_000

/** What is looked for among everything, checked for strangers or made as a file for the asking. */
const costly = /^\/(?:(?:sr|sr-latn|en)\/(?:search|verify)|api\/v1\/(?:certificates|library))(?:\/|$)|\/(?:csv|pdf|copies\/[^/]+)$/
/** What devices save is never refused for being much: each asks for a session first. */
const saving = /^\/(?:api\/v1\/(?:attempts|learning)|xapi)\//

/** Counts a request; returns the seconds until its network may ask again, or 0 when it may now. */
export type AskingLimit = (request: IncomingMessage) => number

/** Counts in the memory of this process, minute by minute. What runs on this very machine is not counted. */
export function createAskingLimit({ config, now }: Pick<App, 'config' | 'now'>): AskingLimit {
  let counting = 0
  let counts = new Map<string, { all: number; costly: number }>()
  return (request) => {
    const address = clientAddress(request, config)
    const path = plainPath(request.url ?? '')
    if (isLoopback(address) || saving.test(path)) return 0
    const [at, network] = [now().getTime(), networkOf(address)]
    const began = at - (at % minute)
    if (began !== counting) [counting, counts] = [began, new Map()]
    const count = counts.get(network) ?? { all: 0, costly: 0 }
    if (counts.size < mostNetworks) counts.set(network, count)
    count.all++
    if (costly.test(path)) count.costly++
    const isOver = count.all > mostInMinute.all || (costly.test(path) && count.costly > mostInMinute.costly)
    return isOver ? Math.ceil((began + minute - at) / 1000) : 0
  }
}

/** The path as pages are found by it, however it is spelled. */
function plainPath(url: string): string {
  try {
    return decodeURI(new URL(url, 'http://localhost').pathname)
  } catch {
    return url
  }
}

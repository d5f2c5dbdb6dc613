/** What people keep on the device, as far as the worker must know it: whether a thing is whole, its pictures, and field tools. */

import type { KeptFile } from '#kept/contract.ts'
import { isNewer, keep, offered } from '#kept/device/keep-offline.ts'
import { cacheName, isWhole, missingOf, openKeptStore } from '#kept/device/kept-record.ts'
import { safeHeaders } from '#kernel/safe-headers.ts'
import { isTakenHere } from '#modules/learning/device/taken/kept-tests.ts'
import { toolHeaders } from '#modules/tools/domain/tool-headers.ts'
import { type Asked, neededFor } from '../places.ts'

/** Whether the device can draw this page by itself. */
export async function isKeptWhole({ place }: Asked): Promise<boolean> {
  if (place.page === 'attempt') return isTakenHere(place.id).catch(() => false)
  const needed = neededFor(place)
  return needed === null ? !['other', 'test'].includes(place.page) : isWhole(needed).catch(() => false)
}

/** The front page, the lists and the glossary are small: every device has them, and they follow what the centre says. */
export async function keepCentre(): Promise<void> {
  const { centre } = await offered()
  const kept = await (await openKeptStore()).one('centre/centre')
  if (kept && !isNewer(centre, kept) && (await isWhole(centre))) return
  await keep(centre, { signal: AbortSignal.timeout(120_000), progress: () => {} })
}

/** A picture of a kept thing; its address carries its hash, so it is never stale. */
export async function keptFile(request: Request): Promise<Response | undefined> {
  if (!(await caches.has(cacheName))) return undefined
  const { pathname } = new URL(request.url)
  const cache = await caches.open(cacheName)
  return (await cache.match(request.url, { ignoreVary: true })) ?? cache.match(pathname, { ignoreVary: true })
}

/** A kept answer to an address: a field tool with its script and style, a download, or a file that lies at this address. */
export async function keptAnswer({ pathname, search }: URL): Promise<Response | undefined> {
  if (!/^\/(t|files|api\/v1\/library)\//.test(pathname) || !(await caches.has(cacheName))) return undefined
  const records = await (await openKeptStore()).kept()
  const asked = pathname + search
  const isIt = ({ href, opens }: KeptFile) => (opens ?? href) === asked || (href === asked && href.startsWith('/files/'))
  const record = records.find(({ files }) => files.some(isIt))
  const file = record?.files.find(isIt)
  if (!record || !file || (await missingOf(record.files)).length > 0) return undefined
  const kept = await (await caches.open(cacheName)).match(file.href)
  // With a tool goes all that the server gives with it, above all its policy; a file lies here in its sandbox.
  return kept && file.is === 'answer' ? new Response(kept.body, { headers: { ...safeHeaders, ...toolHeaders(pathname) } }) : kept
}

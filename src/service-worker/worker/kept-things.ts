/** What people keep on the device, as far as the worker must know it: whether a thing is whole, and its pictures. */
import { isNewer, keep, offered } from '#kept/device/keep-offline.ts'
import { cacheName, isReadable, isWhole, keyOf, openKeptStore } from '#kept/device/kept-record.ts'
import { isTakenHere } from '#modules/learning/device/taken/kept-tests.ts'
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

/** What an earlier edition wrote down otherwise is fetched anew: its reader asked to have it, and nothing is drawn from it. */
export async function renewOtherFormats(): Promise<void> {
  const others = (await (await openKeptStore()).kept()).filter((record) => !isReadable(record))
  if (others.length === 0) return
  const { centre, courses, manuals } = await offered()
  for (const offer of [centre, ...courses, ...manuals]) {
    const isKept = others.some(({ key }) => key === keyOf(offer))
    if (isKept) await keep(offer, { signal: AbortSignal.timeout(600_000), progress: () => {} })
  }
}

/** A picture of a kept thing; its address carries its hash, so it is never stale. */
export async function keptFile(request: Request): Promise<Response | undefined> {
  if (!(await caches.has(cacheName))) return undefined
  const { pathname } = new URL(request.url)
  const cache = await caches.open(cacheName)
  return (await cache.match(request.url, { ignoreVary: true })) ?? cache.match(pathname, { ignoreVary: true })
}

/** A field tool that was kept, with the policy that came with it. */
export async function keptAnswer(url: URL): Promise<Response | undefined> {
  if (!url.pathname.startsWith('/t/') || !(await caches.has(cacheName))) return undefined
  return (await caches.open(cacheName)).match(url.pathname, { ignoreVary: true })
}

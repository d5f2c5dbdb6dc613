/** What people keep on the device, as far as the worker must know it: whether a thing is whole, and its pictures. */
import { type Asked, neededFor } from '../places.ts'

const cacheName = 'putokaz-kept'

/** Whether the device can draw this page by itself. */
export async function isKeptWhole({ place }: Asked): Promise<boolean> {
  const needed = neededFor(place)
  return needed === null ? place.page !== 'other' : false
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

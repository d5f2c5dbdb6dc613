/** Pages on which something is kept, in a browser: what they say, what can be pressed, and what then lies on the device. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

export const course = '/sr/courses/C01'
export const manual = '/sr/library/manuals/prirucnik-prvi-kontakt'
/** What a browser itself says of requests that were cut off. */
export const cut = [/Failed to load resource/, /net::ERR_/]

export const panel = (page: Page) => page.locator('[data-keep]').first()
export const said = (page: Page) => panel(page).locator('[data-said]')
export const act = (page: Page, name: string | RegExp) => panel(page).getByRole('button', { name })
export const keepIt = (page: Page) => act(page, 'Сачувајте за рад без мреже')
export const isKept = (page: Page) => expect.poll(() => said(page).textContent()).toMatch(/^Сачувано: верзија \d/)

/** What the device has written down, and the bytes that lie on it. */
export function onDevice(page: Page) {
  return page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('putokaz-kept')
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    const all = (store: string) =>
      new Promise<{ key: string; files?: { href: string }[] }[]>((resolve) => {
        const request = db.transaction(store).objectStore(store).getAll()
        request.onsuccess = () => resolve(request.result)
      })
    const [kept, partly] = [await all('kept'), await all('partly')]
    db.close()
    const cache = await caches.open('putokaz-kept')
    const files = (await cache.keys()).map(({ url }) => new URL(url).pathname)
    const hashes = await Promise.all(
      files.map(async (file) => {
        const bytes = await (await cache.match(file))?.arrayBuffer()
        const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes ?? new ArrayBuffer()))
        return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
      }),
    )
    const needed = kept.flatMap((one) => one.files ?? []).map(({ href }) => href)
    return {
      kept: kept.map(({ key }) => key).sort(),
      partly: partly.map(({ key }) => key),
      files,
      wrong: files.filter((file, at) => !file.includes(hashes[at] ?? '?')),
      missing: needed.filter((href) => !files.includes(href)),
    }
  })
}

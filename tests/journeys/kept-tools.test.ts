/** A field tool that was kept opens where there is no network, and is as strict there as it was. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { expectAccessible } from '../support/axe.ts'
import { desk, langOf, phone, prefixes } from '../support/browser.ts'
import { expectNoSidewaysScroll } from '../support/shape.ts'
import { isDrawnHere, keepHere, stoppableCentre } from '../support/stoppable-centre.ts'

const { guest, stop, startAgain } = stoppableCentre(Number(process.env['PUTOKAZ_KEPT_TOOLS_PORT'] ?? 5145))
const slugs = ['prepoznaj-i-uputi', 'dobrovoljni-povratak']
const canary = 'КанаринацСаТерена'

/** What goes with a document, but for what each answer has of its own. */
async function headersOf(page: Page, path: string): Promise<Record<string, string>> {
  const headers = (await (await page.goto(path))?.allHeaders()) ?? {}
  const own = /^(date|connection|keep-alive|transfer-encoding|content-length|content-encoding|vary|x-putokaz-.*)$/
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !own.test(name)))
}

/** All that lies on the device, as text. */
const storedOnDevice = (page: Page) =>
  page.evaluate(async () => {
    const texts = [JSON.stringify({ ...localStorage, ...sessionStorage }), document.cookie, location.href, document.title]
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) texts.push(request.url, (await (await cache.match(request))?.text()) ?? '')
    }
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open(name)
        request.onsuccess = () => resolve(request.result)
      })
      for (const store of db.objectStoreNames) {
        const request = db.transaction(store).objectStore(store).getAll()
        await new Promise((resolve) => (request.onsuccess = resolve))
        texts.push(JSON.stringify(request.result))
      }
      db.close()
    }
    return texts.join('\n')
  })

describe('A field tool that is kept', () => {
  test.each(slugs)(
    'opens with the server stopped, in every script, with the headers and the letters it has from the server (%s)',
    { timeout: 180_000 },
    async (slug) => {
      const page = await guest({ viewport: phone })
      await keepHere(page, `/sr/tools/${slug}`)
      await expectAccessible(page)
      const fromServer = new Map<string, { headers: Record<string, string>; text: string }>()
      for (const prefix of prefixes) {
        const headers = await headersOf(page, `/t/${prefix}/${slug}`)
        fromServer.set(prefix, { headers, text: await page.locator('body').innerText() })
      }
      await stop()
      const asked: string[] = []
      page.context().on('request', (request) => {
        if (!request.serviceWorker()) asked.push(new URL(request.url()).pathname.replace(/[0-9a-f]{16}/, 'x'))
      })
      for (const prefix of prefixes) {
        asked.length = 0
        const headers = await headersOf(page, `/t/${prefix}/${slug}`)
        expect(headers['content-security-policy']).toMatch(/connect-src 'none'; worker-src 'none'; form-action 'none'/)
        expect(headers).toEqual(fromServer.get(prefix)?.headers)
        await page.locator('.ways [aria-current]').waitFor()
        expect(await page.locator('html').getAttribute('lang')).toBe(langOf[prefix])
        expect(await page.locator('body').innerText()).toBe(fromServer.get(prefix)?.text)
        await page.evaluate(() => document.fonts.ready)
        expect(await page.evaluate(() => [...document.fonts].filter(({ status }) => status === 'error').length)).toBe(0)
        expect(await page.evaluate(() => [...document.fonts].filter(({ status }) => status === 'loaded').length)).toBeGreaterThan(0)
        for (const viewport of [phone, desk]) {
          await page.setViewportSize(viewport)
          await expectNoSidewaysScroll(page)
          await expectAccessible(page)
        }
        await page.setViewportSize(phone)
        expect(asked.filter((path) => !path.startsWith('/fonts/'))).toEqual([`/t/${prefix}/${slug}`, '/t/-/runner.x.css', '/t/-/runner.x.js'])
      }
      await page.goto('/sr/tools')
      expect(await isDrawnHere(page)).toBe(1)
      await page.locator(`main a[href="/sr/tools/${slug}"]`).click()
      await page.waitForURL(`**/sr/tools/${slug}`)
      await page.locator('main a.button.main').click()
      await page.waitForURL(`**/t/sr/${slug}`)
      await page.locator('.ways [aria-current]').waitFor()
    },
  )

  test('keeps nothing of what is typed into it while the server is stopped, and sends nothing when it is back', { timeout: 120_000 }, async () => {
    const page = await guest({ viewport: phone, expected: [/Content Security Policy|violates the following/i, /Failed to load resource|net::ERR_|^502 /] })
    page.on('dialog', (dialog) => dialog.accept())
    await keepHere(page, `/sr/tools/${slugs[0]}`)
    await stop()
    await page.goto(`/t/sr/${slugs[0]}`)
    await page.locator('.ways a[href="#note"]').click()
    await page.locator('#note-place').fill(canary)
    for (const box of await page.locator('[data-indicator]').all()) await box.evaluate((one) => (one as HTMLInputElement).click())
    const forbidden = await page.evaluate(async (text) => {
      const told: string[] = []
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => told.push(effectiveDirective))
      await fetch(`/api/v1/${text}`).catch(() => {})
      await navigator.serviceWorker.register(`/service-worker.js?${text}`).catch(() => {})
      navigator.sendBeacon(`/api/v1/${text}`)
      // The browser tells of it a moment later.
      for (let i = 0; i < 50 && told.length < 3; i++) await new Promise((resolve) => setTimeout(resolve, 100))
      return told
    }, canary)
    expect(forbidden).toEqual(['connect-src', 'worker-src', 'connect-src'])
    expect(await storedOnDevice(page)).not.toContain(canary)
    const sent: string[] = []
    page.context().on('request', (request) => sent.push(`${decodeURIComponent(request.url())} ${request.postData() ?? ''}`))
    await startAgain()
    await page.locator('.tool-bar > a').click()
    await page.waitForURL(`**/sr/tools/${slugs[0]}`)
    await page.goto('/sr')
    expect(sent.length).toBeGreaterThan(2)
    expect(sent.filter((one) => one.includes(canary))).toEqual([])
    expect(await storedOnDevice(page)).not.toContain(canary)
  })

  test('is listed on the device with version and day, and is taken off again', { timeout: 120_000 }, async () => {
    const page = await guest({ viewport: phone })
    await keepHere(page, `/sr/tools/${slugs[0]}`)
    expect(await page.locator('[data-said]').textContent()).toMatch(/^Сачувано: верзија \d+\.\d+\.\d+, \d+\.\u00a0\S+ \d{4}\.$/)
    await stop()
    for (const prefix of prefixes) {
      await page.goto(`/${prefix}/on-device`)
      await page.locator(`[data-key="tool/${slugs[0]}"] a[href="/${prefix}/tools/${slugs[0]}"]`).waitFor()
      await expectAccessible(page)
    }
    await page.locator(`[data-key="tool/${slugs[0]}"] button`).click()
    await expect.poll(() => page.locator(`[data-key="tool/${slugs[0]}"]`).count()).toBe(0)
    await page.goto(`/t/en/${slugs[0]}`)
    expect(new URL(page.url()).pathname).toBe(`/en/tools/${slugs[0]}`)
    expect(await isDrawnHere(page)).toBe(1)
    await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('This page is not on this device')
  })

  test('of which one byte is other than promised is not kept, and does not open', { timeout: 120_000 }, async () => {
    const page = await guest()
    await page.goto(`/sr/tools/${slugs[0]}`)
    const { tools } = (await (await page.request.get('/api/v1/kept')).json()) as { tools: { code: string; files: { href: string; opens?: string }[] }[] }
    const href = tools.find(({ code }) => code === slugs[0])?.files.find(({ opens }) => opens === `/t/sr/${slugs[0]}`)?.href
    await page.context().route(`**${href}`, async (route) => {
      const answer = await route.fetch()
      await route.fulfill({ response: answer, body: (await answer.text()).replace('connect', 'conneCt').replace('<h1>', '<H1>') })
    })
    await page.locator('[data-keep] button').click()
    await expect.poll(() => page.locator('[data-said]').textContent()).toContain('стигла оштећена')
    await stop()
    await page.goto(`/t/sr/${slugs[0]}`)
    expect(new URL(page.url()).pathname).toBe(`/sr/tools/${slugs[0]}`)
  })
})

/** What hangs on a manual is kept with it: its index, its lists to tick, and its PDF and EPUB where the reader wants them. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { expectAccessible } from '../support/axe.ts'
import { desk, langOf, phone, prefixes } from '../support/browser.ts'
import { expectNoSidewaysScroll } from '../support/shape.ts'
import { isDrawnHere, keepHere, stoppableCentre } from '../support/stoppable-centre.ts'

const { guest, stop } = stoppableCentre(Number(process.env['PUTOKAZ_KEPT_MANUAL_PORT'] ?? 5147))
const slug = 'prirucnik-prvi-kontakt'
const manual = `/sr/library/manuals/${slug}`

const book = (page: Page) => page.locator(`[data-keep^="book/${slug}"]`)

/** Presses a link that saves a file; the hash of what was saved, and its name. */
async function saved(page: Page, link: string): Promise<{ name: string; hash: string }> {
  const [download] = await Promise.all([page.waitForEvent('download', { timeout: 30_000 }), page.locator(link).first().click()])
  const bytes = await readFile(await download.path())
  return { name: download.suggestedFilename(), hash: createHash('sha256').update(bytes).digest('hex') }
}

interface Offer {
  readonly books: readonly { readonly code: string; readonly files: readonly { readonly href: string; readonly sha256: string; readonly opens?: string }[] }[]
}

/** The files of a manual are made a moment after it was published. */
async function bookOffered(page: Page, variant: string): Promise<Offer['books'][number]['files']> {
  const find = async () =>
    ((await (await page.request.get('/api/v1/kept')).json()) as Offer).books.find(({ code }) => code === `${slug}.${variant}`)?.files ?? []
  await expect.poll(async () => (await find()).length, { timeout: 60_000 }).toBe(2)
  return find()
}

describe('A manual that is kept', () => {
  test('has its index, its lists to tick and itself on one page with the server stopped, in every script, word for word', { timeout: 180_000 }, async () => {
    const page = await guest({ viewport: phone })
    await keepHere(page, manual)
    const paths = prefixes.flatMap((prefix) => ['index', 'checklists', 'print'].map((part) => `/${prefix}/library/manuals/${slug}/${part}`))
    const words = async (path: string) => {
      await page.goto(path)
      if (await isDrawnHere(page)) await page.locator('.from-device').waitFor()
      return (await page.locator('main').innerText())
        .split('\n')
        .filter((line) => !/Нема везе са центром|Nema veze sa centrom|There is no connection/.test(line))
    }
    const fromServer = new Map<string, string[]>()
    for (const path of paths) fromServer.set(path, await words(path))
    await stop()
    for (const path of paths) {
      expect((await words(path)).join(' ').replaceAll(/\s+/g, ' ').trim(), path).toBe(fromServer.get(path)?.join(' ').replaceAll(/\s+/g, ' ').trim())
      expect(await isDrawnHere(page)).toBe(1)
      expect(await page.locator('html').getAttribute('lang')).toBe(langOf[path.split('/')[1] as 'sr'])
      for (const viewport of [phone, desk]) {
        await page.setViewportSize(viewport)
        await expectNoSidewaysScroll(page)
        await expectAccessible(page)
      }
      await page.setViewportSize(phone)
    }
    await page.goto(`${manual}/index`)
    await page.locator('main a[href*="#"]').nth(5).click()
    await page.waitForURL((url) => url.hash !== '' && !url.pathname.endsWith('/index'))
    await page.locator('.run-text').first().waitFor()
  })

  test('says the size of its PDF and EPUB, and saves them with the server stopped only when they were wanted', { timeout: 180_000 }, async () => {
    const page = await guest({ viewport: phone })
    const files = await bookOffered(page, 'sr-Cyrl')
    await keepHere(page, manual)
    await expect.poll(() => book(page).locator('[data-said]').textContent()).toMatch(/заузимају \d+([.,]\d)?\u00a0(kB|MB)/)
    await expectAccessible(page)
    await book(page).getByRole('button', { name: 'Сачувајте и PDF и EPUB' }).click()
    await expect.poll(() => book(page).locator('[data-said]').textContent(), { timeout: 60_000 }).toMatch(/^Сачувано: издање/)
    await expectAccessible(page)
    await stop()
    await page.goto(manual)
    expect(await isDrawnHere(page)).toBe(1)
    for (const { href, sha256, opens } of files) {
      expect(await saved(page, `main a[href="${opens}"]`)).toEqual({ name: href.split('/').at(-1), hash: sha256 })
    }
    await page.goto('/sr/on-device')
    await page.locator(`[data-key="book/${slug}.sr-Cyrl"] a`).waitFor()
    await expectAccessible(page)
    await page.locator(`[data-key="manual/${slug}"]`).getByRole('button', { name: 'Обришите са уређаја' }).click()
    await expect.poll(() => page.locator(`[data-key="manual/${slug}"]`).count()).toBe(0)
    await page.goto(manual)
    await page.getByRole('link', { name: 'Приручник за први контакт са тражиоцем азила (PDF)' }).waitFor()
    expect(await saved(page, `main a[href="${files[0]?.opens}"]`)).toMatchObject({ hash: files[0]?.sha256 })
    await page.goto('/sr-latn/on-device')
    expect(await page.locator(`[data-key="book/${slug}.sr-Cyrl"] a`).textContent()).toContain('ćirilica')
  })

  test('does not call kept a PDF that the browser took away', { timeout: 120_000 }, async () => {
    const page = await guest()
    await bookOffered(page, 'en')
    await page.goto(`/en/library/manuals/${slug}`)
    await book(page).getByRole('button').click()
    await expect.poll(() => book(page).locator('[data-said]').textContent(), { timeout: 60_000 }).toMatch(/^Kept: edition/)
    await page.evaluate(async () => {
      const cache = await caches.open('putokaz-kept')
      for (const request of await cache.keys()) if (request.url.endsWith('.pdf')) await cache.delete(request)
    })
    await page.reload()
    await expect.poll(() => book(page).locator('[data-said]').textContent()).toMatch(/^The browser deleted a part/)
    await book(page).getByRole('button', { name: 'Keep again' }).click()
    await expect.poll(() => book(page).locator('[data-said]').textContent(), { timeout: 60_000 }).toMatch(/^Kept: edition/)
  })
})

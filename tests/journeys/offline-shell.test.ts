/** The server is stopped for real, and the addresses go on. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectAccessible } from '../support/axe.ts'
import { langOf, type Prefix, phone, prefixes, visitor } from '../support/browser.ts'
import { type RunningServer, startServer } from '../support/server.ts'

const port = Number(process.env['PUTOKAZ_OFFLINE_PORT'] ?? 5141)
const away = [/Failed to load resource/, /net::ERR_/]

let server: RunningServer
let dataFolder: string

beforeAll(async () => {
  server = await startServer({ port })
  dataFolder = server.dataFolder
}, 120_000)
afterAll(() => server.stop())

/** A browser that has the worker, as after the first visit. */
async function guest(options: Parameters<typeof visitor>[0] = {}): Promise<Page> {
  const context = await visitor({ baseURL: server.url, serviceWorkers: 'allow', expected: away, ...options })
  const page = await context.newPage()
  await page.goto('/sr')
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  return page
}

describe('With the server stopped', () => {
  test('every variant says in its own letters what is not kept', { timeout: 120_000 }, async () => {
    const page = await guest({ viewport: phone })
    await server.kill('SIGTERM')
    for (const prefix of prefixes) {
      await page.goto(`/${prefix}/about`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await expectAccessible(page)
      await page.screenshot({ path: `/tmp/shell-shots/not-kept-${prefix}.png` })
      expect(await page.locator('html').getAttribute('lang')).toBe(langOf[prefix as Prefix])
    }
    await page.goto('/')
    expect(new URL(page.url()).pathname).toBe('/en')
    server = await startServer({ port, dataFolder })
    await page.goto('/sr/about')
    expect(await page.title()).toContain('О ')
  })
})

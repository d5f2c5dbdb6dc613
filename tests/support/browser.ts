/** A real browser whose every page must be clean: no errors in the console, no broken scripts, no refused content. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, expect, inject } from 'vitest'
import type { Centre } from './centre.ts'
import { browserFlags, executablePath } from './chromium.ts'

export type Prefix = 'sr' | 'sr-latn' | 'en'
export const prefixes: readonly Prefix[] = ['sr', 'sr-latn', 'en']
export const langOf: Record<Prefix, string> = { sr: 'sr-Cyrl', 'sr-latn': 'sr-Latn', en: 'en' }

export const phone = { width: 360, height: 740 } as const
export const desk = { width: 1280, height: 800 } as const

let running: Promise<{ browser: Browser; downloads: string }> | undefined
const opened: { context: BrowserContext; faults: string[] }[] = []

/** Names of the security suites lead to this machine, and only the tests' own key is trusted for them. */
function flagsFor({ tls }: Centre): string[] {
  return tls ? [...browserFlags, '--host-resolver-rules=MAP *.putokaz.test 127.0.0.1', `--ignore-certificate-errors-spki-list=${tls.spki}`] : [...browserFlags]
}

async function launch(): Promise<{ browser: Browser; downloads: string }> {
  const downloads = await mkdtemp(join(tmpdir(), 'putokaz-downloads-'))
  const browser = await chromium.launch({
    executablePath,
    args: flagsFor(inject('centre')),
    downloadsPath: downloads,
  })
  return { browser, downloads }
}

afterEach(async () => {
  const ending = opened.splice(0)
  for (const { context } of ending) await context.close()
  expect(ending.flatMap(({ faults }) => faults)).toEqual([])
})

afterAll(async () => {
  const last = await running
  await last?.browser.close()
  if (last) await rm(last.downloads, { recursive: true, force: true })
})

export interface Visit extends BrowserContextOptions {
  /** Faults that this test provokes on purpose, by a part of their text. */
  readonly expected?: readonly (string | RegExp)[]
}

/** A person with a browser of her own; it is closed after the test, and any fault on a page fails the test. */
export async function visitor({ expected = [], ...options }: Visit = {}): Promise<BrowserContext> {
  running ??= launch()
  const { browser } = await running
  const context = await browser.newContext({ baseURL: inject('centre').url, viewport: desk, serviceWorkers: 'block', acceptDownloads: true, ...options })
  context.setDefaultTimeout(10_000)
  const faults: string[] = []
  opened.push({ context, faults })
  const note = (fault: string) => {
    // What most journeys wish: a page that comes from the server each time.
    if (fault.includes('Service Worker registration blocked by Playwright')) return
    const known = expected.some((one) => (typeof one === 'string' ? fault.includes(one) : one.test(fault)))
    if (!known) faults.push(fault)
  }
  // A violation of the content policy is an error in the console too.
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') note(`${message.type()}: ${message.text()} (${message.page()?.url() ?? ''})`)
  })
  context.on('weberror', (fault) => note(`script: ${fault.error().message} (${fault.page()?.url() ?? ''})`))
  context.on('response', (response) => {
    if (response.status() >= 400) note(`${response.status()} ${response.url()}`)
  })
  return context
}

/** A page at an address, in a browser of its own. */
export async function visit(path: string, options: Visit = {}): Promise<Page> {
  const page = await (await visitor(options)).newPage()
  await page.goto(path)
  return page
}

/** The same address in another variant. */
export function inVariant(path: string, prefix: Prefix): string {
  return path.replace(/^\/(sr-latn|sr|en)(?=[/?#]|$)/, `/${prefix}`)
}

/** Where a page is, as path and query. */
export function placeOf(page: Page): string {
  const { pathname, search } = new URL(page.url())
  return pathname + search
}

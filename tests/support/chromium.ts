/** The browser of the tests, the pictures and the measurements: where it is, how it is started, how it dies. */
import type { BrowserContext, Page } from 'playwright-core'

export const executablePath = process.env['PUTOKAZ_CHROMIUM'] ?? '/usr/bin/chromium'

export const browserFlags: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-dev-shm-usage',
]

/** As when the battery is empty: the whole browser is killed (kill -9), with nothing said to its pages. */
export async function killBrowser(context: BrowserContext, page: Page): Promise<void> {
  const line = (await context.browser()?.newBrowserCDPSession()) ?? (await context.newCDPSession(page))
  const { processInfo } = await line.send('SystemInfo.getProcessInfo')
  const browser = processInfo.find(({ type }) => type === 'browser')
  if (!browser) throw new Error('the browser does not tell its process')
  const gone = new Promise((resolve) => context.once('close', resolve))
  process.kill(browser.id, 'SIGKILL')
  await gone
}

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
  const gone = new Promise((resolve) => context.once('close', resolve))
  await killProcesses({ context, page }, 'browser')
  await gone
}

/** As when memory is short: the processes that run the pages are killed (kill -9), and the browser lives on. */
export async function killPages(context: BrowserContext, page: Page): Promise<void> {
  const gone = new Promise((resolve) => page.once('crash', resolve))
  await killProcesses({ context, page }, 'renderer')
  await gone
}

async function killProcesses({ context, page }: { context: BrowserContext; page: Page }, kind: 'browser' | 'renderer'): Promise<void> {
  const line = (await context.browser()?.newBrowserCDPSession()) ?? (await context.newCDPSession(page))
  const { processInfo } = await line.send('SystemInfo.getProcessInfo')
  const wanted = processInfo.filter(({ type }) => type === kind)
  if (wanted.length === 0) throw new Error(`the browser does not tell its ${kind}`)
  for (const { id } of wanted) process.kill(id, 'SIGKILL')
}

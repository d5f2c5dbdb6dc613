/** A centre of a test file's own, behind a gateway, that is stopped for real: neither takes a connection any more. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { type Visit, visitor } from './browser.ts'
import { type Gateway, openGateway } from './gateway.ts'
import { demoAccounts, type RunningServer, removeData, startServer } from './server.ts'

/** What a browser itself says of requests that nobody answers. */
const away = [/Failed to load resource/, /net::ERR_/, /^502 /, /a new one must be used/]

export interface StoppableCentre {
  readonly publicUrl: string
  readonly gateway: () => Gateway
  stop(): Promise<void>
  startAgain(more?: NodeJS.ProcessEnv): Promise<void>
  /** A browser that has the worker, as after the first visit. */
  guest(options?: Visit): Promise<Page>
  /** As a learner of the sample centre. */
  signIn(page: Page): Promise<void>
}

/** It takes the port and the next one; started before the tests of a file, and running again before each of them. */
export function stoppableCentre(port: number): StoppableCentre {
  const publicUrl = `http://localhost:${port + 1}`
  let server: RunningServer
  let gateway: Gateway
  let dataFolder = ''
  let isStopped = false
  const start = (more: NodeJS.ProcessEnv = {}) => startServer({ port, ...(dataFolder && { dataFolder }), env: { PUTOKAZ_URL: publicUrl, ...more } })

  beforeAll(async () => {
    server = await start()
    dataFolder = server.dataFolder
    gateway = await openGateway(port + 1, port)
  }, 150_000)
  afterEach(async () => {
    if (isStopped) await startAgain()
    Object.assign(gateway, { state: 'passes', version: undefined })
  }, 120_000)
  afterAll(async () => {
    await gateway.close()
    await server.stop()
    // One that was started again leaves it.
    await removeData(dataFolder)
  })

  async function startAgain(more: NodeJS.ProcessEnv = {}): Promise<void> {
    server = await start(more)
    gateway = await openGateway(port + 1, port)
    isStopped = false
  }

  return {
    publicUrl,
    gateway: () => gateway,
    startAgain,
    async stop() {
      isStopped = true
      await server.kill('SIGTERM')
      await gateway.close()
    },
    async guest(options = {}) {
      const context = await visitor({ baseURL: publicUrl, serviceWorkers: 'allow', expected: away, ...options })
      const page = await context.newPage()
      await page.goto('/sr')
      await page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, { timeout: 30_000 })
      return page
    },
    async signIn(page) {
      const { learner } = await demoAccounts(dataFolder)
      await page.goto('/sr/sign-in')
      await page.locator('#login').fill(learner?.email ?? '')
      await page.locator('input[type=password]').fill(learner?.password ?? '')
      await page.getByRole('main').getByRole('button', { name: 'Пријавите се' }).click()
      await page.waitForURL('**/sr/me')
    },
  }
}

/** The page was drawn by the device, and did not come from the server. */
export const isDrawnHere = (page: Page) => page.locator('script[src^="/shell/shell."]').count()

/** Keeps what a page offers for keeping, and waits until it says that it is whole. */
export async function keepHere(page: Page, path: string): Promise<void> {
  await page.goto(path)
  const panel = page.locator('[data-keep]').first()
  await panel.getByRole('button', { name: /^Сачувајте/ }).click()
  await panel.getByRole('button', { name: 'Обришите са уређаја' }).waitFor({ timeout: 60_000 })
}

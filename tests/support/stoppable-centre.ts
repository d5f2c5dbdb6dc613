/** A centre behind a gateway that can be stopped for real, and a browser that has its worker. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { visitor } from './browser.ts'
import { type Gateway, openGateway } from './gateway.ts'
import { demoAccounts, type RunningServer, startServer } from './server.ts'

/** What a browser itself says of requests that nobody answers. */
const away = [/Failed to load resource/, /net::ERR_/, /^502 /, /a new one must be used/]

/** Sets up what each test of the file needs: the server at a port, the gateway at the next one. */
export function stoppableCentre(port: number) {
  const publicUrl = `http://localhost:${port + 1}`
  let server: RunningServer
  let gateway: Gateway
  let dataFolder: string
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
  })

  /** Neither the server nor the gateway takes a connection any more. */
  async function stop(): Promise<void> {
    isStopped = true
    await server.kill('SIGTERM')
    await gateway.close()
  }

  async function startAgain(more: NodeJS.ProcessEnv = {}): Promise<void> {
    server = await start(more)
    gateway = await openGateway(port + 1, port)
    isStopped = false
  }

  return {
    publicUrl,
    get gateway() {
      return gateway
    },
    stop,
    startAgain,
    guest: (options: Parameters<typeof visitor>[0] = {}) => guestOf(publicUrl, options),
    signIn: (page: Page) => signIn(page, dataFolder),
  }
}

/** A browser that has the worker, as after the first visit. */
async function guestOf(publicUrl: string, options: Parameters<typeof visitor>[0]): Promise<Page> {
  const context = await visitor({ baseURL: publicUrl, serviceWorkers: 'allow', expected: away, ...options })
  const page = await context.newPage()
  await page.goto('/sr')
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, { timeout: 30_000 })
  return page
}

async function signIn(page: Page, dataFolder: string): Promise<void> {
  const { learner } = await demoAccounts(dataFolder)
  await page.goto('/sr/sign-in')
  await page.locator('#login').fill(learner?.email ?? '')
  await page.locator('input[type=password]').fill(learner?.password ?? '')
  await page.getByRole('main').getByRole('button', { name: 'Пријавите се' }).click()
  await page.waitForURL('**/sr/me')
}

export const isDrawnHere = (page: Page) => page.locator('script[src^="/shell/shell."]').count()
/** What lies in the caches of the browser: `<cache> <path>`. */
export const cachesOf = (page: Page) =>
  page.evaluate(async () => {
    const names = await caches.keys()
    const all = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => `${name} ${new URL(url).pathname}`)))
    return all.flat()
  })

/** Keeps the course or manual of a page for work without a network. */
export async function keepHere(page: Page, path: string): Promise<void> {
  await page.goto(path)
  const panel = page.locator('[data-keep]')
  await panel.getByRole('button', { name: /^Сачувајте/ }).click()
  await expect.poll(() => panel.locator('[data-said]').innerText(), { timeout: 60_000 }).toMatch(/сачуван/i)
  await panel.getByRole('button', { name: 'Обришите са уређаја' }).waitFor()
}

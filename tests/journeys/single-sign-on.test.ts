import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as words from '#texts/generated/people-desk.ts'
import { expectAccessible } from '../support/axe.ts'
import { desk, phone, visitor } from '../support/browser.ts'
import { type RealProvider, realProvider } from '../support/real-provider.ts'
import { demoAccounts, type RunningServer, startServer } from '../support/server.ts'
import { expectNoSidewaysScroll, expectShape } from '../support/shape.ts'

const port = 4898
const url = `http://localhost:${port}`
const v = 'sr-Cyrl'
let [first, second]: (RealProvider | undefined)[] = []
let server: RunningServer
let dataFolder: string
let email: string
let password: string

/** The providers' own pages, on another origin, are not ours to judge. */
const foreign = [/127\.0\.0\.1/]

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'putokaz-sign-on-'))
  const client = (id: string) => ({ id: `putokaz-${id}`, secret: `tajna-${id}`, redirectUri: `${url}/sr/sign-in/with/${id}/callback` })
  const marija = { sub: 'marija', name: 'Марија Пример', email: 'nova.marija@primer.rs', email_verified: true }
  first = await realProvider(client('prvi'), [marija, { ...marija, sub: 'tudja', email: 'neko@drugde.rs' }])
  // The other one claims the address of an account that is there already.
  second = await realProvider(client('drugi'), [{ ...marija, sub: 'napadac', email: 'marija@primer.invalid' }])
  const file = {
    providers: [
      {
        id: 'prvi',
        name: { 'sr-Cyrl': 'Портал запослених', en: 'Staff portal' },
        issuer: first.issuer,
        clientId: 'putokaz-prvi',
        secret: 'tajna-prvi',
        domains: ['primer.rs'],
        opensAccounts: true,
      },
      { id: 'drugi', name: { 'sr-Cyrl': 'Други портал' }, issuer: second.issuer, clientId: 'putokaz-drugi', secret: 'tajna-drugi', opensAccounts: true },
    ],
  }
  await writeFile(join(dataFolder, 'single-sign-on.json'), JSON.stringify(file))
  server = await startServer({ port, dataFolder })
  const accounts = await demoAccounts(dataFolder)
  email = accounts['learner']?.email ?? ''
  password = accounts['learner']?.password ?? ''
}, 120_000)

afterAll(async () => {
  await server?.stop()
  await Promise.all([first?.close(), second?.close()])
  await rm(dataFolder, { recursive: true, force: true })
})

/** Signs in at the provider and agrees there. */
async function throughPortal(page: Page, name: string, sub: string): Promise<void> {
  await page.getByRole('link', { name }).click()
  await page.fill('input[name=login]', sub)
  await page.fill('input[name=password]', 'anything')
  await page.locator('button[type=submit]').click()
  await page.locator('button[type=submit]').click()
  await page.waitForURL((at) => at.origin === url)
}

async function looks(page: Page): Promise<void> {
  for (const size of [phone, desk]) {
    await page.setViewportSize(size)
    await expectShape(page, 'sr')
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
  }
}

describe('Through a portal', () => {
  it.each([
    ['with JavaScript', true],
    ['without JavaScript', false],
  ])('somebody new gets an account and is brought back to where she was (%s)', async (_, javaScriptEnabled) => {
    const page = await (await visitor({ baseURL: url, javaScriptEnabled, expected: [...foreign, '409'] })).newPage()
    await page.goto('/sr/sign-in?next=/sr/me')
    if (javaScriptEnabled) await looks(page)
    await throughPortal(page, 'Портал запослених', 'marija')
    expect(new URL(page.url()).pathname).toBe('/sr/me')
    await page.goto('/sr/me/sign-ons')
    expect(await page.getByRole('heading', { name: 'Портал запослених' }).count()).toBe(1)
    await page.locator('form[action="?/unlink"] button').click()
    await page.getByText(words.lastWayIn(v)).waitFor()
  })

  it('whoever is not of the portal’s domain is told so, and gets no account', async () => {
    const page = await (await visitor({ baseURL: url, expected: foreign })).newPage()
    await page.goto('/sr/sign-in')
    await throughPortal(page, 'Портал запослених', 'tudja')
    expect(await page.getByText(words.withNotLetIn(v)).count()).toBe(1)
    await looks(page)
  })

  it('the address of an account that is there opens nothing until she has proved it and confirmed the link', async () => {
    const page = await (await visitor({ baseURL: url, expected: foreign })).newPage()
    await page.goto('/sr/sign-in')
    await throughPortal(page, 'Други портал', 'napadac')
    expect(await page.getByText(words.withOffered(v)).count()).toBe(1)
    await looks(page)
    await page.getByRole('link', { name: words.signInHere(v) }).click()
    await page.fill('[name=login]', email)
    await page.fill('[name=password]', password)
    await page.press('[name=password]', 'Enter')
    await page.waitForURL((at) => at.pathname === '/sr/me/sign-ons')
    expect(await page.getByText(words.offerTitle(v)).count()).toBe(1)
    await looks(page)
    await page.getByRole('button', { name: words.offerConfirm(v) }).click()
    await page.getByText(words.doneLinked(v)).waitFor()
    await looks(page)
    const again = await (await visitor({ baseURL: url, expected: foreign })).newPage()
    await again.goto('/sr/sign-in?next=/sr/me/sign-ons')
    await throughPortal(again, 'Други портал', 'napadac')
    expect(await again.getByRole('heading', { name: 'Други портал' }).count()).toBe(1)
    await again.locator('form[action="?/unlink"] button').click()
    await again.waitForURL((at) => at.pathname === '/sr/me/sign-ons')
    await again.getByText(words.doneUnlinked(v)).waitFor()
  })

  it('a portal that is taken out of the file is gone from the page and from its address at once', async () => {
    await writeFile(join(dataFolder, 'single-sign-on.json'), '{"providers":[]}')
    const page = await (await visitor({ baseURL: url })).newPage()
    await page.goto('/sr/sign-in')
    expect(await page.getByText(words.signInWith(v)).count()).toBe(0)
    await page.goto('/sr/sign-in/with/prvi')
    expect(await page.getByText(words.withNoSuchProvider(v)).count()).toBe(1)
  })
})

/**
 * A learner keeps a course on her phone, is away from any network for three weeks, and comes back to a centre that was meanwhile
 * upgraded and restored from a backup: everything that she was told is saved is there, once.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as away from '#texts/generated/away.ts'
import * as courses from '#texts/generated/courses.ts'
import * as learning from '#texts/generated/learning.ts'
import * as outbox from '#texts/generated/outbox.ts'
import { run } from '../start/support/programs.ts'
import { answerRightly } from '../support/answers.ts'
import { phone } from '../support/browser.ts'
import { browserFlags, executablePath, killBrowser } from '../support/chromium.ts'
import { type Gateway, openGateway } from '../support/gateway.ts'
import { newLearner } from '../support/people.ts'
import { demoAccounts, type RunningServer, root, startServer } from '../support/server.ts'

const v = 'sr-Cyrl'
const port = 5146
const publicUrl = `http://localhost:${port + 1}`
const unit = (slug: string) => `/sr/courses/C01/${slug}`
const [first, second, third] = ['1-1-medjunarodni-pojmovi', '1-2-kategorije-u-pravu-srbije', '1-3-jedna-osoba-vise-kategorija'] as const

const place = mkdtempSync(join(tmpdir(), 'putokaz-three-weeks-'))
let dataFolder = join(place, 'before')
let server: RunningServer
let gateway: Gateway
let profile: string
let context: BrowserContext
let page: Page

async function open(): Promise<void> {
  server = await startServer({ port, dataFolder, env: { PUTOKAZ_URL: publicUrl } })
  gateway = await openGateway(port + 1, port)
}

async function shut(): Promise<void> {
  await gateway.close()
  await server.stop()
}

async function putokaz(folder: string, ...args: string[]): Promise<void> {
  const told = run({ command: process.execPath, args: [join(root, 'src/cli.ts'), ...args], env: { ...process.env, PUTOKAZ_DATA: folder } })
  if ((await told.ended) !== 0) throw new Error(told.lines.join('\n'))
}

/** The phone, with what lies on it; by its clock so many days have passed. */
async function takeOutPhone(days = 0): Promise<void> {
  context = await chromium.launchPersistentContext(profile, { executablePath, args: [...browserFlags], viewport: phone, baseURL: publicUrl })
  if (days > 0) await context.clock.setFixedTime(new Date(Date.now() + days * 86_400_000))
  page = await context.newPage()
}

const sign = () => page.locator('[data-outbox-sign] [data-line]').textContent()
const said = (selector: string) => expect.poll(() => page.locator(selector).textContent(), { timeout: 30_000 })

async function signIn({ userName, password }: { userName: string; password: string }): Promise<void> {
  await page.goto('/sr/sign-in')
  await page.locator('input[name=login]').fill(userName)
  await page.locator('input[name=password]').fill(password)
  await page.locator('input[name=password]').press('Enter')
  await page.waitForURL((url) => !url.pathname.includes('/sign-in'))
}

/** Reads a unit to its end and leaves a note; resolves when the page has said that the note is saved, in one of these words. */
async function study(slug: string, note: string, ...savedWords: string[]): Promise<void> {
  await page.goto(unit(slug))
  await page.locator('section[data-note] textarea').waitFor()
  await page.locator('[data-end]').scrollIntoViewIfNeeded()
  await page.locator('section[data-note] textarea').fill(note)
  await said('section[data-note] [role=status]').toSatisfy((text: string) => savedWords.includes(text))
}

beforeAll(async () => {
  profile = await mkdtemp(join(tmpdir(), 'putokaz-phone-'))
  await putokaz(dataFolder, 'sample', 'load')
  await open()
}, 180_000)
afterAll(async () => {
  await context?.close()
  await shut()
  await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  rmSync(place, { recursive: true, force: true })
})

test('Three weeks without a network, two deaths of the browser, an upgrade and a restore lose nothing', { timeout: 300_000 }, async () => {
  const learner = await newLearner('Ана Пробић', { url: publicUrl, dataFolder, accounts: await demoAccounts(dataFolder) })

  // At the office: the course is kept, a test is taken along, and what is done then is in the backup of that night.
  await takeOutPhone()
  await signIn(learner)
  await page.goto('/sr/courses/C01')
  await page
    .locator('[data-keep]')
    .getByRole('button', { name: /^Сачувајте/ })
    .click()
  await page.locator('[data-keep]').getByRole('button', { name: 'Обришите са уређаја' }).waitFor({ timeout: 60_000 })
  await page.goto('/sr/courses/C01/tests/1')
  await page.getByRole('button', { name: away.along(v) }).click()
  await page.waitForURL((url) => /\/attempts\/[0-9a-f-]{36}$/.test(url.pathname))
  await said('[data-saved-state]').toBe(away.ready(v))
  const attempt = new URL(page.url()).pathname
  await study(first, 'Пре резервне копије', courses.saved(v))
  await expect.poll(sign).toContain(outbox.allSent(v, { time: '' }).trim())
  const backup = join(place, 'night.zip')
  await putokaz(dataFolder, 'backup', backup)

  // The morning after, in no backup any more; then the network is gone.
  await study(second, 'После резервне копије', courses.saved(v))
  await expect.poll(sign).toContain(outbox.allSent(v, { time: '' }).trim())
  await shut()

  await study(third, 'Први дан без мреже', courses.savedHereWaits(v))
  await killBrowser(context, page)

  await takeOutPhone(10)
  await study(first, 'Десети дан без мреже', courses.savedHereWaits(v))
  const practice = page.locator('form[data-practice]').first()
  await practice.locator('input[type=radio], input[type=checkbox]').first().check()
  await practice.locator('button[type=submit], button:not([type])').first().click()
  await page.locator('.answered [data-kept]:not([hidden])').first().waitFor()
  await killBrowser(context, page)

  await takeOutPhone(20)
  await page.goto('/sr/courses/C01/tests/1')
  await page.locator(`main a[href="${attempt}"]`).click()
  await said('[data-saved-state]').toBe(away.ready(v))
  const items = await page.locator('[data-taken-form] [data-item]').evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset['item'] ?? ''))
  for (const item of items) {
    await answerRightly(page, item)
    await page.locator('h1').click()
  }
  await expect.poll(() => page.locator('[data-missing]').first().innerText()).toBe(away.handInText(v, { count: '0' }))
  await page.getByRole('button', { name: away.handIn(v) }).click()
  await page.locator('[data-handed-in]').waitFor()
  await context.close()

  // Meanwhile the centre stood up again from its backup, in a new version.
  const restored = join(place, 'after')
  await putokaz(restored, 'restore', backup, '--trust')
  dataFolder = restored
  await open()
  gateway.version = 'feedfacefeedface'

  await takeOutPhone(21)
  await signIn(learner)
  await expect.poll(sign, { timeout: 60_000 }).toContain(outbox.allSent(v, { time: '' }).trim())
  expect(await sign()).not.toContain(outbox.refused(v, { count: '1' }))
  await expect
    .poll(async () => (await page.goto(attempt)) && page.locator('main').innerText(), { interval: 1000, timeout: 30_000 })
    .toContain(learning.resultPassed(v))

  const notes = [
    [first, 'Десети дан без мреже'],
    [second, 'После резервне копије'],
    [third, 'Први дан без мреже'],
  ] as const
  for (const [slug, note] of notes) {
    await page.goto(unit(slug))
    await expect.poll(() => page.locator('section[data-note] textarea').inputValue()).toContain(note)
  }
  const told = await recorded()
  const times = (verb: string, ending: string) => told.filter((one) => one.verb === verb && one.activity.includes(ending)).length
  for (const slug of [first, second, third]) expect(times('experienced', `/unit/${slug}`), slug).toBeGreaterThan(0)
  for (const item of items) expect(times('answered', item), item).toBeGreaterThan(0)
  for (const verb of ['attempted', 'progressed', 'scored', 'passed']) expect(times(verb, '/test/1'), verb).toBe(1)
  expect(new Set(told.map(({ id }) => id)).size).toBe(told.length)
  const handedIn = told.flatMap(({ answers }) => answers)
  expect(handedIn.length).toBeGreaterThanOrEqual(items.length)
  expect(handedIn.filter((id) => told.filter((one) => one.id === id && one.verb === 'answered').length !== 1)).toEqual([])
})

/** What the record store has of her, by her own session. */
function recorded(): Promise<{ id: string; verb: string; activity: string; answers: string[] }[]> {
  return page.evaluate(async () => {
    const answered = await fetch('/xapi/statements?limit=500', { headers: { 'x-experience-api-version': '2.0.0' } })
    type Said = { id: string; verb: { id: string }; object: { id: string }; result?: { extensions?: Record<string, string[]> } }
    const { statements } = (await answered.json()) as { statements: Said[] }
    return statements.map(({ id, verb, object, result }) => {
      const lists = Object.entries(result?.extensions ?? {}).filter(([name]) => name.endsWith('/ext/answers'))
      return { id, verb: verb.id.split('/').at(-1) ?? '', activity: object.id, answers: lists.flatMap(([, ids]) => ids) }
    })
  })
}

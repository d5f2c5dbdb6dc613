/**
 * `npm run help-pictures` takes the pictures of help anew: it starts a sample centre on the built pages, signs in as its people, opens
 * each page in three variants and writes `static/help-pictures/<name>.<variant>.webp`. What they say is noted beside their sizes, so that
 * a test can tell when a page says something else than its picture.
 */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type BrowserContext, type BrowserContextOptions, chromium, type Locator } from 'playwright-core'
import { browserFlags, executablePath } from '../tests/support/chromium.ts'
import { codeOf } from '../tests/support/second-factor.ts'
import { demoAccounts, startServer } from '../tests/support/server.ts'
import { compact, pixelsOf, prepareCodecs } from './help-pictures/compact.ts'
import { goTo, type Picture, pictures, saidBy } from './help-pictures/pictures.ts'

const root = resolve(import.meta.dirname, '..')
const folder = join(root, 'static/help-pictures')
const record = join(root, 'src/routes/[variant=variant]/(read)/help/pictures.json')
const prefixes = ['sr', 'sr-latn', 'en'] as const
type Prefix = (typeof prefixes)[number]
const roles = [undefined, 'learner', 'coordinator', 'admin'] as const
type Role = (typeof roles)[number]
const width = 720
const scale = 1.5
const mostBytes = 40 * 1024

interface Taken {
  readonly width: number
  readonly height: number
  readonly said: string
}

type Account = Awaited<ReturnType<typeof demoAccounts>>[string]

const taken: Record<string, Record<string, Taken>> = {}
await prepareCodecs()
await rm(folder, { recursive: true, force: true })
await mkdir(folder, { recursive: true })
const server = await startServer({ port: Number(process.env['PORT'] ?? 4898) })
const browser = await chromium.launch({
  executablePath,
  args: [...browserFlags],
})
try {
  const accounts = await demoAccounts(server.dataFolder)
  for (const role of roles) {
    const storageState = await signedIn(role, accounts)
    for (const prefix of prefixes) await takeAll(await open(prefix, { storageState }), prefix, role)
  }
  const sorted = Object.fromEntries(pictures.map(({ name }) => [name, taken[name]]))
  await writeFile(record, `${JSON.stringify(sorted, null, 2)}\n`)
  process.stdout.write(`${(await readdir(folder)).length} pictures in ${folder}\n`)
} finally {
  await browser.close()
  await server.stop()
}

/** A browser of a reader of that variant: fields for days look as theirs do. */
function open(prefix: Prefix, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const looks = { viewport: { width, height: 900 }, deviceScaleFactor: scale, colorScheme: 'light', reducedMotion: 'reduce' } as const
  return browser.newContext({ baseURL: server.url, locale: prefix === 'en' ? 'en-GB' : 'sr-RS', ...looks, ...options })
}

/** The cookies of whoever signed in, as people do it: the form, and an app for those whose rights would sleep without. */
async function signedIn(role: Role, accounts: Record<string, Account>): Promise<Awaited<ReturnType<BrowserContext['storageState']>>> {
  const context = await open('sr')
  if (role) await signIn(context, accounts[role], role !== 'learner')
  const storageState = await context.storageState()
  await context.close()
  return storageState
}

async function signIn(context: BrowserContext, account: Account | undefined, withApp: boolean): Promise<void> {
  if (!account) throw new Error('The sample has no such account.')
  const page = await context.newPage()
  await page.goto('/sr/sign-in')
  await page.fill('[name=login]', account.email)
  await page.fill('[name=password]', account.password)
  await page.press('[name=password]', 'Enter')
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'))
  // The notice about privacy would stand in the pictures.
  await page.goto('/sr/me')
  const seen = page.locator('form[action*="/me/privacy?/seen"] button')
  if (await seen.count()) await seen.click()
  if (withApp) {
    await page.goto('/sr/me/security/app')
    await page.locator('form[action="?/begin"] button').click()
    const secret = await page.locator('code.secret').innerText()
    await page.fill('[name=code]', codeOf(secret))
    await page.press('[name=code]', 'Enter')
    await page.waitForLoadState()
  }
  await page.close()
}

async function takeAll(context: BrowserContext, prefix: Prefix, role: Role): Promise<void> {
  for (const picture of pictures.filter(({ as }) => as === role))
    taken[picture.name] = { ...taken[picture.name], [prefix]: await take(context, picture, prefix) }
  await context.close()
}

async function take(context: BrowserContext, picture: Picture, prefix: Prefix): Promise<Taken> {
  const page = await context.newPage()
  await goTo(page, picture, prefix)
  await page.evaluate(() => document.fonts.ready)
  const shown = page.locator(picture.shows)
  const box = await shown.boundingBox()
  if (!box) throw new Error(`Nothing to see at ${picture.shows}`)
  // A whole page has its own margin.
  const margin = picture.shows === 'main' ? 0 : 12
  const height = picture.most ? await endOfLastWhole(shown, picture.most) : box.height + 2 * margin
  const x = Math.max(0, box.x - margin)
  const clip = {
    x,
    y: Math.max(0, box.y - margin),
    width: Math.min(width - x, box.width + 2 * margin),
    height,
  }
  const pixels = await pixelsOf(await page.screenshot({ clip, fullPage: true }))
  await writeFile(join(folder, `${picture.name}.${prefix}.webp`), await compact(pixels, mostBytes, picture.name))
  const said = await saidBy(page, picture)
  await page.close()
  return { width: Math.round(pixels.width / scale), height: Math.round(pixels.height / scale), said }
}

/** Where the last row or part that is seen whole within `most` pixels ends, and a little more. */
function endOfLastWhole(shown: Locator, most: number): Promise<number> {
  return shown.evaluate((whole, limit) => {
    const { top } = whole.getBoundingClientRect()
    const ends = [...whole.querySelectorAll('tr, .part, section, form')].map((part) => part.getBoundingClientRect().bottom - top)
    return Math.max(...ends.filter((end) => end <= limit)) + 12
  }, most)
}

/** The server is stopped for real, and the addresses go on. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { expectAccessible } from '../support/axe.ts'
import { desk, langOf, phone, prefixes } from '../support/browser.ts'
import { cachesOf, isDrawnHere, keepHere, stoppableCentre } from '../support/stoppable-centre.ts'

const centre = stoppableCentre(Number(process.env['PUTOKAZ_OFFLINE_PORT'] ?? 5141))
const { publicUrl, guest, signIn, stop, startAgain } = centre

describe('With the server stopped', () => {
  test('every variant says in its own letters what is not kept', { timeout: 120_000 }, async () => {
    const page = await guest({ viewport: phone })
    await stop()
    for (const prefix of prefixes) {
      await page.setViewportSize(prefix === 'en' ? desk : phone)
      await page.goto(`/${prefix}/about`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await expectAccessible(page)
      expect(await page.locator('html').getAttribute('lang')).toBe(langOf[prefix])
      expect(await page.locator('.variants a[hreflang=sr-Latn]').getAttribute('href')).toBe('/sr-latn/about')
    }
    await page.goto('/')
    expect(new URL(page.url()).pathname).toBe('/en')
    await startAgain()
    await page.goto('/sr/about')
    expect(await isDrawnHere(page)).toBe(0)
  })
})

describe('A gateway with nobody behind it', () => {
  test('is answered for by the device, and not any more when there is somebody', async () => {
    const page = await guest()
    centre.gateway().state = 'has-nobody-behind'
    await page.goto('/sr/laws')
    expect(await isDrawnHere(page)).toBe(1)
    centre.gateway().state = 'passes'
    await page.getByRole('link', { name: 'Покушајте поново' }).click()
    await page.waitForURL('**/sr/laws')
    expect(await isDrawnHere(page)).toBe(0)
  })
})

describe('Of a person', () => {
  test('nothing is in what the device keeps of the program', async () => {
    const page = await guest()
    await signIn(page)
    for (const path of ['/sr/courses/C01', '/sr/me/certificates', '/sr/on-device']) await page.goto(path)
    const kept = (await cachesOf(page)).filter((line) => line.startsWith('putokaz-shell'))
    expect(kept.filter((line) => /\/(me|courses|api|sign-in)(\/|$)/.test(line))).toEqual([])
    expect(kept.filter((line) => line.endsWith('/on-device'))).toHaveLength(3)
    const texts = await page.evaluate(async () => (await caches.match('/sr/on-device'))?.text())
    expect(texts).toContain('/sr/sign-in')
    expect(texts).not.toContain('/sr/sign-out')
  })
})

describe('What was kept', () => {
  test('is read, searched and practised at its own addresses in every variant while the server is stopped', { timeout: 300_000 }, async () => {
    const page = await guest({ viewport: phone })
    await keepHere(page, '/sr/courses/C01')
    await keepHere(page, '/sr/library/manuals/prirucnik-prvi-kontakt')
    const fromServer = new Map<string, string>()
    for (const path of prefixes.flatMap((prefix) => readHere.slice(0, -2).map(([path]) => `/${prefix}${path}`))) {
      await page.goto(path)
      fromServer.set(path, await wordsOf(page))
    }
    const asked: string[] = []
    page.context().on('request', (request) => asked.push(new URL(request.url()).origin))
    await stop()
    for (const prefix of prefixes) {
      for (const [path, drawn] of readHere) {
        await page.setViewportSize(drawn === '.hero' || prefix === 'en' ? desk : phone)
        await page.goto(`/${prefix}${path}`)
        await page.locator(`main ${drawn}`).first().waitFor()
        await expectAccessible(page)
        expect(await page.locator('html').getAttribute('lang')).toBe(langOf[prefix])
        expect(await isDrawnHere(page), path).toBe(1)
        // The style of one page reaches no other.
        expect(await page.locator('.site-bar > search').isVisible(), path).toBe(path !== '')
        const told = fromServer.get(`/${prefix}${path}`)
        if (told !== undefined) expect(await wordsOf(page), path).toBe(told)
      }
    }
    await page.setViewportSize(phone)
    await page.goto('/sr/courses/C01')
    await page.locator('main a[data-start]').click()
    await page.waitForURL('**/sr/courses/C01/*')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await practise(page)
    await page.goto('/sr-latn/courses')
    await page.locator('.from-device').waitFor()
    await page.locator('.site-bar input[name=q]').fill('tražioca azila')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/sr-latn/search?q=*')
    const hits = page.locator('main .entries h3 a')
    await expect.poll(() => hits.count()).toBeGreaterThan(3)
    await expectAccessible(page)
    await hits.first().click()
    await page.waitForURL((url) => !url.pathname.endsWith('/search'))
    await page.locator('main h1').waitFor()
    await page.goBack()
    await hits.first().waitFor()
    expect(new Set(asked)).toEqual(new Set([publicUrl]))
    await startAgain()
    await page.goto('/sr/courses/C01')
    expect(await isDrawnHere(page)).toBe(0)
  })
})

describe('A learner who is signed in', () => {
  test('writes a note with the server stopped, and has it in her account when the server is back', { timeout: 300_000 }, async () => {
    const unit = '/sr/courses/C01/1-1-medjunarodni-pojmovi'
    const page = await guest({ viewport: phone })
    await signIn(page)
    await Promise.all([page.waitForResponse('**/api/v1/device'), page.goto(unit)])
    await keepHere(page, '/sr/courses/C01')
    await stop()
    await page.goto(unit)
    expect(await isDrawnHere(page)).toBe(1)
    expect(await page.locator('.site-menu a[href$="/sign-in"]').count()).toBe(1)
    await page.locator('[data-note] textarea').fill('Белешка са терена')
    await page.locator('[data-note] textarea').blur()
    await expect.poll(() => page.locator('[data-note] [role=status]').innerText()).toMatch(/чека|сачувано/i)
    await page.reload()
    await expect.poll(() => page.locator('[data-note] textarea').inputValue()).toBe('Белешка са терена')
    await practise(page)
    await page.goto('/sr/me/outbox')
    await expect.poll(() => page.locator('[data-items] li').count()).toBeGreaterThan(1)
    await expectAccessible(page)
    await startAgain()
    await page.goto('/sr/me/outbox')
    expect(await isDrawnHere(page)).toBe(0)
    await expect.poll(() => page.locator('[data-items] li.sent').count(), { timeout: 60_000 }).toBeGreaterThan(1)
    await expect.poll(() => page.locator('[data-items] li:not(.sent)').count(), { timeout: 60_000 }).toBe(0)
    await page.goto(unit)
    await expect.poll(() => page.locator('[data-note] textarea').inputValue()).toBe('Белешка са терена')
  })
})

/** What the browser does when it has a network again, although no page of ours is open; it works whatever page the line belongs to. */
async function wakerOf(page: Page): Promise<() => Promise<void>> {
  const line = await page.context().newCDPSession(page)
  const registration = new Promise<string>((resolve) => {
    line.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [first] = registrations
      if (first) resolve(first.registrationId)
    })
  })
  await line.send('ServiceWorker.enable')
  const registrationId = await registration
  return async () => void (await line.send('ServiceWorker.dispatchSyncEvent', { origin: publicUrl, registrationId, tag: 'putokaz-outbox', lastChance: false }))
}

describe('A learner who closed every page while something waited', () => {
  test('has it sent by the worker alone when the browser wakes it, and not before the server is back', { timeout: 180_000 }, async () => {
    const unit = '/sr/courses/C01/1-1-medjunarodni-pojmovi'
    const note = 'Послато док нико не гледа'
    const page = await guest({ viewport: phone })
    await signIn(page)
    await Promise.all([page.waitForResponse('**/api/v1/device'), page.goto(unit)])
    const wake = await wakerOf(page)
    await stop()
    await page.locator('[data-note] textarea').fill(note)
    await page.locator('[data-note] textarea').blur()
    await expect.poll(() => page.locator('[data-note] [role=status]').innerText()).toMatch(/чека/i)
    const asked = () =>
      page.evaluate(async () => ((await navigator.serviceWorker.ready) as unknown as { sync: { getTags(): Promise<string[]> } }).sync.getTags())
    await expect.poll(asked).toEqual(['putokaz-outbox'])
    await page.goto('about:blank')
    await wake()
    await startAgain()
    const inAccount = async () => (await (await page.context().request.get(`${publicUrl}${unit}`)).text()).includes(note)
    expect(await inAccount()).toBe(false)
    await wake()
    await expect.poll(inAccount, { timeout: 30_000 }).toBe(true)
    await page.goto('/sr/me/outbox')
    await expect.poll(() => page.locator('[data-items] li').count()).toBeGreaterThan(0)
    expect(await page.locator('[data-items] li:not(.sent)').count()).toBe(0)
  })
})

describe('An administrator who wants none of it', () => {
  test('takes the worker away, and leaves what people kept', { timeout: 120_000 }, async () => {
    const page = await guest()
    await expect.poll(() => page.evaluate(() => caches.has('putokaz-kept'))).toBe(true)
    await stop()
    await startAgain({ PUTOKAZ_OFFLINE: '0' })
    await page.goto('/sr/courses')
    await expect.poll(async () => (await page.evaluate(() => navigator.serviceWorker.getRegistrations())).length, { timeout: 30_000 }).toBe(0)
    expect((await cachesOf(page)).filter((line) => !line.startsWith('putokaz-kept'))).toEqual([])
    expect(await page.evaluate(() => caches.has('putokaz-kept'))).toBe(true)
  })
})

/** All words of the page but those that say where it comes from, what is kept and read, and (in brackets) which downloads are made. */
function wordsOf(page: Page): Promise<string> {
  return page.locator('main').evaluate((main) => {
    const copy = main.cloneNode(true) as HTMLElement
    for (const own of copy.querySelectorAll('.from-device, .keep-box, .way, .why, [data-start], [role=status], script, style')) own.remove()
    return copy.textContent.replaceAll(/\s+|\([^)]*\)/g, '')
  })
}

/** Pages and something that only they have. */
const readHere = [
  ['', '.hero'],
  ['/courses', 'a[href$="/courses/C01"]'],
  ['/courses/C01', 'a[data-start]'],
  ['/courses/C01/1-1-medjunarodni-pojmovi', '[data-note]'],
  ['/library', 'a[href$="/library/manuals/prirucnik-prvi-kontakt"]'],
  ['/library/manuals/prirucnik-prvi-kontakt', 'a[href$="/02-od-namere-do-centra"]'],
  ['/library/manuals/prirucnik-prvi-kontakt/02-od-namere-do-centra', '.run-text'],
  ['/glossary', '#trazilac-azila'],
  ['/me/outbox', '[data-outbox-list]'],
  ['/on-device', '[data-found]:not([hidden])'],
] as const

/** Answers the first practice question of the unit, and sees it judged. */
async function practise(page: Page): Promise<void> {
  const form = page.locator('form[data-practice]').first()
  await form.locator('input[type=radio], input[type=checkbox]').first().check()
  await form.locator('button[type=submit], button:not([type])').first().click()
  await page.locator('.answered:not([hidden])').first().waitFor()
}

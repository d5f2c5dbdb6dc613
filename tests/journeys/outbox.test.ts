/** Work away from the network, in a browser: what the pages say is what is on the disk and at the centre. */
import { readFile } from 'node:fs/promises'
import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import * as courses from '#texts/generated/courses.ts'
import * as words from '#texts/generated/outbox.ts'
import { expectAccessible } from '../support/axe.ts'
import { desk, phone, visitor } from '../support/browser.ts'
import { browserOf, type Learner, newLearner } from '../support/people.ts'
import { expectNoSidewaysScroll } from '../support/shape.ts'

const v = 'sr-Cyrl'
const unit = '/sr/courses/C01/1-1-medjunarodni-pojmovi'
const offline = { expected: ['ERR_INTERNET_DISCONNECTED', 'Failed to fetch'] }

const signOf = (page: Page) => page.locator('[data-outbox-sign] [data-line]')
const noteState = (page: Page) => page.locator('section[data-note] [role=status]')

async function untilSign(page: Page, ...parts: string[]): Promise<void> {
  await expect.poll(() => signOf(page).textContent()).toSatisfy((said: string) => parts.every((part) => said.includes(part)))
}

async function learnerAt(path: string, options: Parameters<typeof browserOf>[1] = {}): Promise<{ context: BrowserContext; page: Page; learner: Learner }> {
  const learner = await newLearner()
  const context = await browserOf(learner.session, options)
  const page = await context.newPage()
  await page.goto(path)
  return { context, page, learner }
}

async function writeNote(page: Page, text: string): Promise<void> {
  const field = page.locator('section[data-note] textarea')
  await field.waitFor()
  await field.fill(text)
}

/** A learner whose note waits, since the line went down after the page was opened. */
async function withWaitingNote(text = 'Белешка без мреже') {
  const learner = await learnerAt(unit, offline)
  await untilSign(learner.page, words.online(v))
  await expect.poll(() => learner.page.evaluate(async () => (await indexedDB.databases()).some(({ name }) => name === 'putokaz-outbox'))).toBe(true)
  await writeNote(learner.page, 'прва')
  await expect.poll(() => noteState(learner.page).textContent()).toBe(courses.saved(v))
  await learner.context.setOffline(true)
  await writeNote(learner.page, text)
  await expect.poll(() => noteState(learner.page).textContent()).toBe(courses.savedHereWaits(v))
  return learner
}

describe('A learner with a network', () => {
  it('sees that everything is sent, and the list says what is kept for a backup', async () => {
    const { page } = await learnerAt(unit)
    await untilSign(page, words.online(v))
    await writeNote(page, 'Прва белешка')
    await expect.poll(() => noteState(page).textContent()).toBe(courses.saved(v))
    await untilSign(page, words.allSent(v, { time: '' }).trim())
    await expectAccessible(page)
    await signOf(page).click()
    await page.waitForURL(/\/me\/outbox$/)
    await page.locator('[data-items] li').first().waitFor()
    expect(await page.locator('[data-items]').textContent()).toContain(words.whatNote(v))
    await expectAccessible(page)
  })

  it('finds an honest empty list, on a phone and on a desk', async () => {
    const { page } = await learnerAt('/sr/me/outbox')
    await page.locator('[data-when=empty]').waitFor()
    for (const size of [phone, desk]) {
      await page.setViewportSize(size)
      await expectNoSidewaysScroll(page)
      await expectAccessible(page)
    }
  })
})

describe('A learner whose network is gone', () => {
  it('is told that her work is on the device, and later that it was sent', async () => {
    const { context, page } = await withWaitingNote()
    await untilSign(page, words.offline(v), words.waiting(v, { count: '1' }).slice(0, 10))
    await expectAccessible(page)
    await context.setOffline(false)
    await expect.poll(() => noteState(page).textContent()).toBe(courses.saved(v))
    await untilSign(page, words.online(v), words.allSent(v, { time: '' }).trim())
    await page.reload()
    await expect.poll(() => page.locator('section[data-note] textarea').inputValue()).toBe('Белешка без мреже')
  })

  it('loses nothing when the page is closed, and another page of hers sends it', async () => {
    const { context, page } = await withWaitingNote('Затворена страница')
    await page.close()
    await context.setOffline(false)
    const again = await context.newPage()
    await again.goto('/sr')
    await untilSign(again, words.allSent(v, { time: '' }).trim())
    await again.goto(unit)
    await expect.poll(() => again.locator('section[data-note] textarea').inputValue()).toBe('Затворена страница')
  })
})

describe('An entry that the centre refuses', () => {
  it('stays with its reason, can be saved, and goes only after a second word', async () => {
    const { page } = await learnerAt(unit, { acceptDownloads: true, expected: ['400'] })
    await writeNote(page, 'д'.repeat(5000))
    await untilSign(page, words.refused(v, { count: '1' }))
    await expectAccessible(page)
    await page.goto('/sr/me/outbox')
    const line = page.locator('[data-items] li.refused')
    await line.waitFor()
    expect(await line.locator('[data-advice]').textContent()).toBe(words.advice413(v))
    await expectAccessible(page)
    const [download] = await Promise.all([page.waitForEvent('download'), line.locator('[data-save]').click()])
    const file = JSON.parse(await readFile((await download.path()) ?? '', 'utf8'))
    expect(file).toMatchObject({ format: 'putokaz-work', version: 1, entries: [{ to: 'notes' }] })
    await line.locator('[data-remove]').click()
    await expectAccessible(page)
    await line.locator('[data-remove-no]').click()
    expect(await line.count()).toBe(1)
    await line.locator('[data-remove]').click()
    await line.locator('[data-remove-yes]').click()
    await expect.poll(() => line.count()).toBe(0)
  })
})

describe('Signing out with work that was not sent', () => {
  it('asks first; what is left is locked, also for the next person, and is sent when its owner comes back', { timeout: 120_000 }, async () => {
    const { context, page, learner } = await withWaitingNote('Тајна белешка')
    await page.close()
    await context.setOffline(false)
    // The line is bad, not gone: pages come, work does not go.
    await context.route(/\/api\/v1\/|\/xapi\//, (route) => route.abort('internetdisconnected'))
    const out = await context.newPage()
    await out.goto('/sr/sign-out')
    await out.locator('form[data-sign-out] button').click()
    await out.locator('[data-out-choice]').waitFor()
    const count = /\d+/.exec((await out.locator('[data-out-choice] .title').textContent()) ?? '')?.[0] ?? '0'
    expect(Number(count)).toBeGreaterThan(0)
    await expectAccessible(out)
    await out.locator('[data-out-send]').click()
    await expect.poll(() => out.locator('[data-out-said]').textContent()).toBe(words.outNotSent(v))
    await out.locator('[data-out-lock]').click()
    await out.waitForURL((url) => url.pathname === '/sr')
    await untilSign(out, words.locked(v, { count }))
    await expectAccessible(out)
    await context.unroute(/\/api\/v1\/|\/xapi\//)

    const next = await newLearner('Петар Огледни')
    await signInAs(context, next.session)
    await out.goto('/sr/me/outbox')
    await out.locator('[data-when=locked]').waitFor()
    expect(await out.content()).not.toContain('Тајна белешка')
    expect(await out.locator('[data-items] li').count()).toBe(0)
    await expectAccessible(out)

    await context.clearCookies()
    await out.goto('/sr/sign-in')
    await out.locator('input[name=login]').fill(learner.userName)
    await out.locator('input[name=password]').fill(learner.password)
    await out.locator('input[name=password]').press('Enter')
    await out.waitForURL((url) => !url.pathname.includes('/sign-in'))
    await untilSign(out, words.allSent(v, { time: '' }).trim())
    await out.goto(unit)
    await expect.poll(() => out.locator('section[data-note] textarea').inputValue()).toBe('Тајна белешка')
  })

  it('takes the key also when the page had no script of its own', async () => {
    const { page } = await learnerAt('/sr/sign-out')
    await untilSign(page, words.online(v))
    const hasKey = () =>
      page.evaluate(
        () =>
          new Promise<boolean>((resolve, reject) => {
            const opening = indexedDB.open('putokaz-outbox')
            opening.onerror = () => reject(opening.error)
            opening.onsuccess = () => {
              const count = opening.result.transaction('owner').objectStore('owner').count()
              count.onsuccess = () => resolve(count.result > 0)
            }
          }),
      )
    await expect.poll(hasKey).toBe(true)
    await page.locator('form[data-sign-out]').evaluate((form) => (form as HTMLFormElement).submit())
    await page.waitForURL((url) => url.pathname === '/sr')
    await expect.poll(hasKey).toBe(false)
    expect(new URL(page.url()).hash).toBe('')
  })

  it('works without a network: the key goes at once, the session when there is a network', { timeout: 120_000 }, async () => {
    const { context, page } = await learnerAt('/sr/sign-out', offline)
    await untilSign(page, words.online(v))
    await context.setOffline(true)
    await page.locator('form[data-sign-out] button').click()
    await expect.poll(() => page.locator('[data-out-said]').textContent()).toBe(words.outAway(v))
    await expectAccessible(page)
    await page.close()
    await context.setOffline(false)
    const again = await context.newPage()
    await again.goto('/sr/me')
    await again.waitForURL(/\/sign-in/)
  })
})

describe('A file with work', () => {
  it('brings it to the centre by another device, once', { timeout: 120_000 }, async () => {
    const { context, page } = await withWaitingNote('Белешка у датотеци')
    await page.close()
    await context.setOffline(false)
    await context.route(/\/api\/v1\/|\/xapi\//, (route) => route.abort('internetdisconnected'))
    const list = await context.newPage()
    await list.goto('/sr/me/outbox')
    await list.locator('[data-items] li.waiting').first().waitFor()
    await expectAccessible(list)
    const count = String(await list.locator('[data-items] li.waiting').count())
    const [download] = await Promise.all([list.waitForEvent('download'), list.locator('[data-save-all]').click()])
    const path = (await download.path()) ?? ''
    expect(await readFile(path, 'utf8')).not.toContain('датотеци')

    const other = (await learnerAt('/sr/me/outbox')).page
    for (const said of [words.enteredAccepted(v, { count }), words.enteredThere(v, { count })]) {
      await other.locator('input[name=work]').setInputFiles({ name: 'putokaz-rad.json', mimeType: 'application/json', buffer: await readFile(path) })
      await other.locator('form[data-enter] button').click()
      await expect.poll(() => other.locator('[data-outcomes]').textContent()).toBe(said)
    }
    await expectAccessible(other)

    await context.unroute(/\/api\/v1\/|\/xapi\//)
    await list.goto(unit)
    await expect.poll(() => list.locator('section[data-note] textarea').inputValue()).toBe('Белешка у датотеци')
    await list.goto('/sr/me/outbox')
    await untilSign(list, words.allSent(v, { time: '' }).trim())
  })
})

describe('A visitor', () => {
  it('gets no outbox, and a sign only when the network is gone', async () => {
    const context = await visitor()
    const page = await context.newPage()
    await page.goto('/sr/courses', { waitUntil: 'networkidle' })
    expect(await signOf(page).isVisible()).toBe(false)
    expect(await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).not.toContain('putokaz-outbox')
    await context.setOffline(true)
    await expect.poll(() => signOf(page).textContent()).toBe(words.offline(v))
    expect(await signOf(page).isVisible()).toBe(true)
    await expectAccessible(page)
  })

  it('sees nothing of it without scripts', async () => {
    const page = await (await visitor({ javaScriptEnabled: false })).newPage()
    await page.goto('/sr/courses')
    expect(await page.locator('[data-outbox-sign]').isVisible()).toBe(false)
  })
})

async function signInAs(context: BrowserContext, session: string): Promise<void> {
  await context.addCookies([{ name: 'session', value: session, url: inject('centre').url, httpOnly: true, sameSite: 'Lax' }])
}

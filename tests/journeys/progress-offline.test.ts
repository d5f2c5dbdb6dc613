/** What somebody has read and done in a course shows in the kept course, and on a shared phone to nobody else. */
import type { BrowserContext, Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import * as courses from '#texts/generated/courses.ts'
import * as outbox from '#texts/generated/outbox.ts'
import { expectAccessible } from '../support/axe.ts'
import { phone } from '../support/browser.ts'
import { browserOf, newLearner } from '../support/people.ts'

const v = 'sr-Cyrl'
const allSent = outbox.allSent(v, { time: '' }).trim()
const [first, second, third] = ['1-1-medjunarodni-pojmovi', '1-2-kategorije-u-pravu-srbije', '1-3-jedna-osoba-vise-kategorija'] as const
const lineOf = (page: Page, slug: string) => page.locator(`li:has(> a[data-unit="${slug}"])`)
const goOn = (page: Page) => page.locator('main a.main').first()

async function read(page: Page, slug: string): Promise<void> {
  await page.goto(`/sr/courses/C01/${slug}`)
  await page.locator('section[data-note] textarea').waitFor()
  await page.locator('[data-end]').scrollIntoViewIfNeeded()
  await expect.poll(() => recordsHere(page)).toContain(slug)
}

/** The units of which a record lies in the outbox, in any state: its owner reads them on the list. */
function recordsHere(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const open = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const db = await open(indexedDB.open('putokaz-outbox'))
    const [owner] = await open<{ seals: CryptoKey }[]>(db.transaction('owner').objectStore('owner').getAll())
    const rows = await open<{ to: string; body: { iv: Uint8Array<ArrayBuffer>; data: ArrayBuffer } }[]>(db.transaction('entry').objectStore('entry').getAll())
    db.close()
    if (!owner) return ''
    const opened = rows
      .filter(({ to }) => to === 'statements')
      .map(async ({ body: { iv, data } }) => new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, owner.seals, data)))
    return (await Promise.all(opened)).join('\n')
  })
}

/** Every byte that can be read in the store of progress without a key; undefined where there is no such store. */
function progressHere(page: Page): Promise<{ count: number; text: string } | undefined> {
  return page.evaluate(async () => {
    if (!(await indexedDB.databases()).some(({ name }) => name === 'putokaz-progress')) return undefined
    const open = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const db = await open(indexedDB.open('putokaz-progress'))
    const rows = await open<{ data: ArrayBuffer }[]>(db.transaction('progress').objectStore('progress').getAll())
    db.close()
    return { count: rows.length, text: rows.map((row) => JSON.stringify(row) + new TextDecoder().decode(row.data)).join('\n') }
  })
}

async function keepCourse(page: Page): Promise<void> {
  await page.goto('/sr/courses/C01')
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, { timeout: 30_000 })
  const panel = page.locator('[data-keep]')
  await panel.getByRole('button', { name: /^Сачувајте/ }).click()
  await panel.getByRole('button', { name: 'Обришите са уређаја' }).waitFor({ timeout: 60_000 })
}

async function signIn(context: BrowserContext, session: string): Promise<void> {
  await context.addCookies([{ name: 'session', value: session, url: inject('centre').url, httpOnly: true, sameSite: 'Lax' }])
}

test('A kept course shows its reader what she has read, here and elsewhere, and the next person on the phone nothing of it', { timeout: 120_000 }, async () => {
  const ana = await newLearner('Ана Пробић')
  // At the office, on a machine of its own.
  const office = await (await browserOf(ana.session)).newPage()
  await read(office, first)
  await expect.poll(() => office.reload().then(() => office.locator('[data-end]').innerText())).toContain(courses.wasRead(v))

  const context = await browserOf(ana.session, { viewport: phone, serviceWorkers: 'allow', expected: [/ERR_/, /Failed to/, /a new one must be used/] })
  const page = await context.newPage()
  await keepCourse(page)
  await expect.poll(() => progressHere(page)).toMatchObject({ count: 1 })
  const lying = (await progressHere(page))?.text ?? ''
  for (const secret of [first, 'C01', 'experienced', 'told']) expect(lying).not.toContain(secret)

  await context.setOffline(true)
  await page.goto('/sr/courses/C01')
  await expect.poll(() => lineOf(page, first).innerText()).toContain(courses.read(v))
  expect(await lineOf(page, second).innerText()).not.toContain(courses.read(v))
  expect(await goOn(page).getAttribute('href')).toBe(`/sr/courses/C01/${second}`)
  await expectAccessible(page)
  await read(page, second)
  await page.goto('/sr/courses/C01')
  for (const slug of [first, second]) await expect.poll(() => lineOf(page, slug).innerText()).toContain(courses.read(v))
  expect(await goOn(page).getAttribute('href')).toBe(`/sr/courses/C01/${third}`)
  await page.goto(`/sr/courses/C01/${third}`)
  await page.locator('section[data-note] textarea').waitFor()
  expect(await page.locator('.way').innerText()).toContain(courses.progress(v, { done: '2', total: '' }).split('/')[0]?.trim() ?? '')

  // She signs out; the phone is given to another person.
  await context.setOffline(false)
  await page.goto('/sr/sign-out')
  await expect.poll(() => page.locator('[data-outbox-sign] [data-line]').textContent(), { timeout: 30_000 }).toContain(allSent)
  await page.locator('form[data-sign-out] button').click()
  await page.waitForURL((url) => url.pathname === '/sr')
  expect((await progressHere(page))?.count).toBe(0)
  await context.setOffline(true)
  await page.goto('/sr/courses/C01')
  await page.locator('a[data-start]').waitFor()
  expect(await page.locator('main').innerText()).not.toContain(`✓ ${courses.read(v)}`)
  await context.setOffline(false)
  await signIn(context, (await newLearner('Петар Огледни')).session)
  await page.goto('/sr/courses/C01')
  await expect.poll(() => progressHere(page)).toMatchObject({ count: 1 })
  await context.setOffline(true)
  await page.goto('/sr/courses/C01')
  await page.locator('a[data-start]').waitFor()
  expect(await page.locator('main').innerText()).not.toContain(`✓ ${courses.read(v)}`)
  await context.setOffline(false)
})

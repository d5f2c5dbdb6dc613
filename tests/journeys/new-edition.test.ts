/** A new version of the program on the device: offered, never forced; what another version kept is never drawn wrongly. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import * as learning from '#texts/generated/learning.ts'
import { answerRightly } from '../support/answers.ts'
import { expectAccessible } from '../support/axe.ts'
import { phone } from '../support/browser.ts'
import { cachesOf, keepHere, stoppableCentre } from '../support/stoppable-centre.ts'
import { questionsOn, startTest } from '../support/taking-tests.ts'

const centre = stoppableCentre(Number(process.env['PUTOKAZ_OFFLINE_PORT'] ?? 5143))
const { guest, signIn, stop, startAgain } = centre

describe('A new version', () => {
  test('waits, is offered, and begins when the reader says so', { timeout: 120_000 }, async () => {
    const page = await guest()
    const before = (await cachesOf(page)).find((line) => line.endsWith('/sr/on-device'))
    centre.gateway().version = 'feedfacefeedface'
    await page.goto('/sr/courses/C01/1-1-medjunarodni-pojmovi')
    const bar = page.getByRole('complementary', { name: 'Нова верзија за рад без мреже је спремна.' })
    await bar.waitFor({ timeout: 30_000 })
    await expectAccessible(page)
    expect((await cachesOf(page)).find((line) => line.endsWith('/sr/on-device'))).toBe(before)
    await bar.getByRole('button', { name: 'Касније' }).click()
    await page.goto('/sr/courses')
    expect(await bar.count()).toBe(0)
    await page.evaluate(() => sessionStorage.clear())
    await page.goto('/sr/glossary')
    await Promise.all([page.waitForEvent('load'), bar.getByRole('button', { name: 'Пређите на њу' }).click()])
    await expect
      .poll(async () => (await cachesOf(page)).filter((line) => line.endsWith('/sr/on-device')))
      .toEqual(['putokaz-shell-feedfacefeedface /sr/on-device'])
    expect(await bar.count()).toBe(0)
  })
})

describe('In the middle of a test', () => {
  test('a new version is not offered, and begins in another window without a word lost here', { timeout: 120_000 }, async () => {
    const page = await guest()
    await signIn(page)
    await startTest(page, '2')
    const [id = ''] = await questionsOn(page)
    await page.evaluate(() => Object.assign(globalThis, { isSame: true }))
    centre.gateway().version = 'feedfacefeedface'
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update())
    await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting?.state), { timeout: 30_000 }).toBe('installed')
    expect(await page.locator('.new-edition').count()).toBe(0)
    await page.context().route('**/api/v1/attempts/**', (route) => route.abort('internetdisconnected'))
    await answerRightly(page, id)
    await expect.poll(() => page.locator('[data-saved-state]').innerText()).toBe(learning.keptHere('sr-Cyrl'))

    const other = await page.context().newPage()
    await other.goto('/sr/glossary')
    const begin = other.locator('.new-edition').getByRole('button', { name: 'Пређите на њу' })
    await begin.waitFor()
    await Promise.all([other.waitForEvent('load'), begin.click()])
    await expect
      .poll(async () => (await cachesOf(other)).filter((line) => line.endsWith('/sr/on-device')))
      .toEqual(['putokaz-shell-feedfacefeedface /sr/on-device'])
    expect(await page.evaluate(() => 'isSame' in globalThis)).toBe(true)
    expect(await page.locator('.new-edition').count()).toBe(0)
    await page.context().unroute('**/api/v1/attempts/**')
    await expect.poll(() => page.locator('[data-saved-state]').innerText(), { timeout: 30_000 }).toBe(learning.saved('sr-Cyrl'))
    await page.reload()
    expect(await page.locator('.new-edition').count()).toBe(0)
  })
})

describe('What was kept', () => {
  test('by an edition that wrote it down otherwise is not drawn, and is fetched anew when the server is there', { timeout: 120_000 }, async () => {
    const page = await guest({ viewport: phone })
    await keepHere(page, '/sr/courses/C01')
    const formats = () => changeFormats(page)
    expect(await formats()).toEqual({ 'centre/centre': 1, 'course/C01': 1 })
    await changeFormats(page, 99)
    await stop()
    for (const path of ['/sr/courses/C01', '/sr/courses/C01/1-1-medjunarodni-pojmovi', '/sr/glossary']) {
      await page.goto(path)
      await expect.poll(() => page.locator('h1').innerText()).toBe('Сачувано не може да се отвори')
      await expectAccessible(page)
    }
    await page.goto('/sr/search?q=azil')
    await page.locator('main form input[name=q]').waitFor()
    expect(await page.locator('main .entries h3 a').allInnerTexts()).toEqual([])
    await startAgain()
    await page.goto('/sr/about')
    await expect.poll(formats, { timeout: 30_000 }).toEqual({ 'centre/centre': 1, 'course/C01': 1 })
    await stop()
    await page.goto('/sr/courses/C01')
    await page.locator('a[data-start]').waitFor()
  })
})

/** In which format each thing was kept; with a number, writes it into all of them. */
function changeFormats(page: Page, format?: number): Promise<Record<string, number>> {
  return page.evaluate(async (wanted) => {
    const open = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const db = await open(indexedDB.open('putokaz-kept'))
    const store = db.transaction('kept', 'readwrite').objectStore('kept')
    const all = await open<{ key: string; format: number }[]>(store.getAll())
    if (wanted !== undefined) for (const one of all) await open(store.put({ ...one, format: wanted }))
    db.close()
    return Object.fromEntries(all.map(({ key, format }) => [key, format]))
  }, format)
}

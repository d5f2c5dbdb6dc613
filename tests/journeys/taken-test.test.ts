/** A learner takes a test to where there is no network, hands it in there, and has its result when she is back. */
import { expect, test } from 'vitest'
import * as words from '#texts/generated/away.ts'
import * as courses from '#texts/generated/courses.ts'
import * as learning from '#texts/generated/learning.ts'
import * as outbox from '#texts/generated/outbox.ts'
import * as shell from '#texts/generated/shell.ts'
import { answerRightly } from '../support/answers.ts'
import { expectAccessible } from '../support/axe.ts'
import { phone } from '../support/browser.ts'
import { browserOf, newLearner } from '../support/people.ts'

const v = 'sr-Cyrl'
const offline = { expected: ['ERR_INTERNET_DISCONNECTED', 'Failed to fetch'] }
const allSent = outbox.allSent(v, { time: '' }).trim()
const refused = { expected: ['409'] }
const itemsOn = '[data-taken-form] [data-item]'

async function takenAlong(session: string, options: Parameters<typeof browserOf>[1] = offline) {
  const context = await browserOf(session, { viewport: phone, ...options })
  const page = await context.newPage()
  await page.goto('/sr/courses/C01/tests/1')
  await page.getByRole('button', { name: words.along(v) }).click()
  await page.waitForURL((url) => /\/attempts\/[0-9a-f-]{36}$/.test(url.pathname))
  await expect.poll(() => page.locator('[data-saved-state]').innerText()).toBe(words.ready(v))
  const items = await page.locator(itemsOn).evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset['item'] ?? ''))
  return { context, page, items }
}

test('A test taken along is answered and handed in without a network, and graded when it has arrived', async () => {
  const { session } = await newLearner()
  const { context, page, items } = await takenAlong(session)
  expect(items.length).toBeGreaterThan(3)
  await expectAccessible(page)
  await context.setOffline(true)
  for (const item of items) {
    await answerRightly(page, item)
    await page.locator('h1').click()
  }
  await expect.poll(() => page.locator('[data-missing]').first().innerText()).toBe(words.handInText(v, { count: '0' }))
  await page.getByRole('button', { name: words.handIn(v) }).click()
  await expect.poll(() => page.locator('[data-handed-in]').isVisible()).toBe(true)
  expect(await page.locator('[data-taken-form] input:enabled').count()).toBe(0)
  await context.setOffline(false)
  await expect.poll(() => page.locator('[data-outbox-sign] [data-line]').textContent(), { timeout: 30_000 }).toContain(allSent)
  await expect
    .poll(
      async () => {
        await page.reload()
        return page.locator('main').innerText()
      },
      { interval: 1000 },
    )
    .toContain(learning.resultPassed(v))
})

test('What was answered is there again after the browser was closed, and another device is told where the test is', async () => {
  const { session } = await newLearner()
  const { context, page, items } = await takenAlong(session)
  await answerRightly(page, items[0] ?? '')
  await page.locator('h1').click()
  await expect.poll(() => page.locator('[data-saved-state]').innerText()).toBe(words.kept(v))
  const left = words.handInText(v, { count: String(items.length - 1) })
  await expect.poll(() => page.locator('[data-missing]').first().innerText()).toBe(left)
  await page.reload()
  await expect.poll(() => page.locator('[data-missing]').first().innerText()).toBe(left)
  const other = await (await browserOf(session, refused)).newPage()
  await other.goto(page.url())
  await expect.poll(() => other.locator('[data-saved-state]').innerText()).toBe(words.elsewhere(v))
  expect(await other.locator('[data-taken-form]').isVisible()).toBe(false)
  await page.goto(`${page.url()}/back`)
  await expectAccessible(page)
  await page.getByRole('button', { name: words.back(v) }).click()
  await page.waitForURL((url) => !url.pathname.endsWith('/back'))
  await expect.poll(() => page.locator('form#answers').count()).toBe(1)
  await context.close()
})

test('Without a network the kept course, its last unit and the page of the test lead to it', { timeout: 120_000 }, async () => {
  const { session } = await newLearner()
  const { context, page } = await takenAlong(session, { serviceWorkers: 'allow', expected: [/ERR_/, /Failed to/, /a new one must be used/] })
  const attempt = new URL(page.url()).pathname
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, { timeout: 30_000 })
  await page.goto('/sr/courses/C01')
  await page
    .locator('[data-keep]')
    .getByRole('button', { name: /^Сачувајте/ })
    .click()
  await page.locator('[data-keep]').getByRole('button', { name: 'Обришите са уређаја' }).waitFor({ timeout: 60_000 })
  const lastUnit = await page.locator('.chapter').first().locator('a[data-unit]').last().getAttribute('href')
  await context.setOffline(true)
  for (const path of ['/sr/courses/C01', lastUnit ?? '', '/sr/courses/C01/tests/1']) {
    await page.goto(path)
    const way = page.locator(`main a[href="${attempt}"]`)
    expect(await way.innerText(), path).toBe(courses.testHere(v))
    await expectAccessible(page)
  }
  await page.locator(`main a[href="${attempt}"]`).click()
  await expect.poll(() => page.locator('[data-saved-state]').innerText()).toBe(words.ready(v))
  await page.getByRole('button', { name: words.handIn(v) }).click()
  await page.locator('[data-handed-in]').waitFor()
  await page.goto('/sr/courses/C01')
  expect(await page.locator(`main a[href="${attempt}"]`).innerText()).toBe(courses.testHandedHere(v))
  await page.goto('/sr/courses/C01/tests/2')
  await expect.poll(() => page.getByRole('heading', { level: 1 }).innerText()).toBe(shell.notKeptTitle(v))
  await context.setOffline(false)
})

test('Nobody is offered to take a test along that has a time limit', async () => {
  const { session } = await newLearner()
  const page = await (await browserOf(session)).newPage()
  await page.goto('/sr/courses/C01/tests/final')
  const said = await page.locator('main').innerText()
  const isTimed = !said.includes(learning.ruleNoTime(v))
  expect(said.includes(words.alongTime(v))).toBe(isTimed)
  expect(await page.getByRole('button', { name: words.along(v) }).count()).toBe(isTimed ? 0 : 1)
})

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import * as account from '#texts/generated/account.ts'
import * as words from '#texts/generated/learning.ts'
import { expectAccessible } from '../support/axe.ts'
import { phone, placeOf, visit, visitor } from '../support/browser.ts'
import { letterTo, linkIn } from '../support/mail.ts'
import { browserOf, newLearner } from '../support/people.ts'
import { expectNoSidewaysScroll, expectShape } from '../support/shape.ts'
import { passTest, questionsOn, startTest } from '../support/taking-tests.ts'

const name = { cyrillic: 'Марија Сабо Пример', latin: 'Marija Szabó Primer' }

/** From the page of a test to an account and back, by the letter. */
async function registerFromTest(page: Page, email: string): Promise<void> {
  await page.goto('/sr/courses/C01/tests/1')
  await page
    .getByRole('link', { name: words.register('sr-Cyrl') })
    .first()
    .click()
  await page.fill('[name=name]', name.cyrillic)
  await page.fill('[name=email]', email)
  await page.fill('[name=password]', 'dug put do sigurnog znanja')
  await page.getByRole('button', { name: account.register('sr-Cyrl') }).click()
  await page.getByText(account.checkMailTitle('sr-Cyrl')).waitFor()
  const link = linkIn(await letterTo(email))
  await page.goto(link)
  await page.fill('[name=password]', 'dug put do sigurnog znanja')
  await page.fill('[name=password]', 'dug put do sigurnog znanja')
  await page.getByRole('button', { name: account.confirm('sr-Cyrl') }).click()
  await page.waitForURL((url) => url.pathname === '/sr/courses/C01/tests/1')
}

async function downloadPdf(page: Page, prefix: string, number: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator(`a[href="/${prefix}/me/certificates/${number}/pdf"]`).first().click()])
  const file = await download.path()
  expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-')
  return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
}

describe('A person who has never been here', () => {
  it('registers from a test, passes C01, gets her certificate, and a stranger verifies it', { timeout: 300_000 }, async () => {
    const page = await (await visitor({ viewport: phone })).newPage()
    await registerFromTest(page, `marija-${Date.now()}@primer.invalid`)
    const met = new Set<string>()
    for (const test of ['1', '2', '3', '4', '5', 'final']) for (const type of await passTest(page, test)) met.add(type)
    // The draw is random: chapters whose bank has every type are taken again until none is left out.
    for (const test of ['3', '4', '5', '3', '4', '5']) if (met.size < 8) for (const type of await passTest(page, test)) met.add(type)
    expect([...met].sort()).toEqual(['gaptext', 'matching', 'multiple', 'numeric', 'ordering', 'shorttext', 'single', 'truefalse'])
    await expectAccessible(page)

    const number = await confirmNameAndOpen(page)
    expect(await page.locator('h1').innerText()).toContain(name.cyrillic)
    expect(await downloadPdf(page, 'sr', number)).toContain(name.cyrillic)
    const latin = await downloadPdf(page, 'sr-latn', number)
    expect(latin).toContain(name.latin)
    expect(latin).not.toContain('Marija Sabo')

    await strangerVerifies(number)
  })
})

async function confirmNameAndOpen(page: Page): Promise<string> {
  await page.goto('/sr/me')
  await page.locator('a[href="/sr/me/name"]').first().click()
  await expectAccessible(page)
  expect(await page.inputValue('[name=latin]')).toBe('')
  await page.fill('[name=cyrillic]', name.cyrillic)
  await page.fill('[name=latin]', name.latin)
  await page.locator('main form button.main').click()
  await page.waitForURL((url) => url.pathname === '/sr/me/certificates')
  await expectAccessible(page)
  await page.locator('main a[href^="/sr/me/certificates/"]').first().click()
  await page.waitForURL((url) => url.pathname !== '/sr/me/certificates')
  await expectShape(page, 'sr')
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  return placeOf(page).split('/').at(-1) ?? ''
}

async function strangerVerifies(number: string): Promise<void> {
  expect(number).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  const stranger = await visit(`/verify/${number}`, { locale: 'sr-RS' })
  expect(placeOf(stranger)).toBe(`/sr/verify/${number}`)
  const said = await stranger.locator('main').innerText()
  for (const part of [name.cyrillic, 'Важи', number, 'Увод у систем азила и миграција', 'Пример – измишљено'])
    expect(said.toLowerCase()).toContain(part.toLowerCase())
  // Readable at a glance: the state and the name stand above the fold of a phone.
  await stranger.setViewportSize(phone)
  for (const part of ['.state', 'h1']) expect((await stranger.locator(part).first().boundingBox())?.y ?? 9999).toBeLessThan(phone.height - 40)
  await expectAccessible(stranger)
  for (const prefix of ['sr-latn', 'en'] as const) {
    await stranger.goto(`/${prefix}/verify/${number}`)
    await expectShape(stranger, prefix)
    expect(await stranger.locator('main').innerText()).toContain(name.latin)
  }
}

describe('A number that no certificate has', () => {
  it.each(['AAAA-BBBB-CCCC', 'nonsense', '%3Cscript%3E'])('%s is said to be unknown, calmly and without an error', async (number) => {
    const page = await visit(`/sr/verify/${number}`, { expected: ['404'] })
    await expectShape(page, 'sr')
    await expectAccessible(page)
    expect(await page.locator('.certificate').count()).toBe(0)
  })
})

describe('Without JavaScript', () => {
  it('a chapter test is taken, reviewed and handed in, and its result explains each answer', { timeout: 120_000 }, async () => {
    const { session } = await newLearner()
    const page = await (await browserOf(session, { javaScriptEnabled: false, viewport: phone })).newPage()
    await passTest(page, '3')
    await expectShape(page, 'sr')
    await expectNoSidewaysScroll(page)
    expect(await page.locator('.items li.right').count()).toBe(6)
    expect(await page.locator('main a[href*="/courses/C01/3-"]').count()).toBeGreaterThan(0)
  })

  it('an answer that was given is kept when she looks at another question and comes back', async () => {
    const { session } = await newLearner()
    const page = await (await browserOf(session, { javaScriptEnabled: false })).newPage()
    await startTest(page, '2')
    const [first] = await questionsOn(page)
    await page.locator('nav.navigator button[name=go][value="2"]').click()
    await page.locator('nav.navigator button[name=go][value="1"]').click()
    expect(await questionsOn(page)).toEqual([first])
  })
})

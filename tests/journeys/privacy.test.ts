/** A person sees, takes and erases what is kept of her, and an administrator answers her. */
import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import yauzl from 'yauzl'
import * as words from '#texts/generated/privacy.ts'
import { expectAccessible } from '../support/axe.ts'
import { desk, inVariant, phone, placeOf, prefixes } from '../support/browser.ts'
import { browserOf, newLearner, sessionOf } from '../support/people.ts'
import { expectNoSidewaysScroll } from '../support/shape.ts'

const sr = 'sr-Cyrl'
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click()

/** No barrier at either width, in any variant. */
async function expectOpenToAll(page: Page): Promise<void> {
  const here = placeOf(page)
  for (const prefix of prefixes) {
    await page.goto(inVariant(here, prefix))
    for (const size of [phone, desk]) {
      await page.setViewportSize(size)
      await expectAccessible(page)
      await expectNoSidewaysScroll(page)
    }
  }
  await page.goto(here)
}

async function namesIn(path: string): Promise<Map<string, string>> {
  const files = new Map<string, string>()
  const zip = await yauzl.fromBufferPromise(await readFile(path))
  for await (const entry of zip.eachEntry()) files.set(entry.fileName, (await buffer(await zip.openReadStreamPromise(entry))).toString('utf8'))
  return files
}

test('she sees the notice, agrees and withdraws, and takes a copy of everything', async () => {
  const learner = await newLearner('Марија Пример')
  const page = await (await browserOf(learner.session)).newPage()
  await page.goto('/sr/me')
  await expect.poll(() => page.getByText(words.noticeNew(sr)).count()).toBe(1)
  await press(page, words.noticeSeenButton(sr))
  await page.goto('/sr/me')
  expect(await page.getByText(words.noticeNew(sr)).count()).toBe(0)
  await page.getByRole('link', { name: words.mineLink(sr) }).click()
  expect(placeOf(page)).toBe('/sr/me/privacy')
  await expectOpenToAll(page)
  await press(page, words.consentGive(sr))
  expect(await page.getByRole('button', { name: words.consentWithdraw(sr) }).count()).toBe(1)
  await press(page, words.consentWithdraw(sr))
  expect(await page.getByText(words.consentNot(sr)).count()).toBe(1)
  await press(page, words.copyAsk(sr))
  const link = page.locator('a[href*="/me/privacy/copies/"]')
  const ready = async () => {
    await page.reload()
    return link.count()
  }
  await expect.poll(ready, { timeout: 30_000 }).toBe(1)
  const waiting = page.waitForEvent('download')
  await link.click()
  const files = await namesIn(await (await waiting).path())
  expect([...files.keys()].sort()).toEqual(['data.json', 'index.html', 'statements.json'])
  expect(files.get('index.html')).toContain('Марија Пример')
  expect(files.get('data.json')).toContain(learner.userName)
  expect(files.get('data.json')).not.toContain('argon2')
})

test('she asks, and the desk answers her', async () => {
  const learner = await newLearner('Јован Узорак')
  const page = await (await browserOf(learner.session)).newPage()
  await page.goto('/sr/me/privacy')
  await page.getByLabel(words.requestKind(sr)).selectOption('object')
  await page.getByLabel(words.requestWords(sr)).fill('Не желим да ме бројите.')
  await press(page, words.requestSend(sr))
  expect(await page.getByText(words.requestSent(sr)).count()).toBe(1)
  const administrator = await (await browserOf(await sessionOf('admin'))).newPage()
  await administrator.goto('/sr/admin/privacy/requests')
  await administrator
    .getByRole('row', { name: /Јован Узорак/ })
    .first()
    .getByRole('link')
    .click()
  expect(await administrator.getByText('Не желим да ме бројите.').count()).toBe(1)
  await expectOpenToAll(administrator)
  await press(administrator, words.deskRestrict(sr))
  expect(await administrator.getByText(words.deskRestricted(sr)).count()).toBe(1)
  await administrator.getByLabel(words.deskAnswer(sr)).fill('Ограничили смо коришћење.')
  await press(administrator, words.deskGrant(sr))
  await page.goto('/sr/me/privacy')
  expect(await page.getByText(words.answerWas(sr, { answer: 'Ограничили смо коришћење.' })).count()).toBe(1)
})

test('she asks to be erased, is told what stays, and changes her mind', async () => {
  const learner = await newLearner('Ана Пробић')
  const page = await (await browserOf(learner.session, { expected: [/400/] })).newPage()
  await page.goto('/sr/me/privacy/erase')
  expect(await page.getByText(words.staysLaw(sr)).count()).toBe(1)
  await expectOpenToAll(page)
  await press(page, words.eraseButton(sr))
  await expectAccessible(page)
  expect(await page.getByText(words.refusedSure(sr)).count()).toBeGreaterThan(0)
  await page.getByLabel(words.eraseSure(sr)).check()
  await press(page, words.eraseButton(sr))
  expect(await page.getByRole('button', { name: words.eraseUndo(sr) }).count()).toBe(1)
  await expectAccessible(page)
  await press(page, words.eraseUndo(sr))
  expect(placeOf(page)).toBe('/sr/me/privacy?done=undone')
  expect(await page.getByRole('link', { name: words.eraseLink(sr) }).count()).toBe(1)
})

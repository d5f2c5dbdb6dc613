/** What a learner is told of work from her device that no longer counts, or that the centre knows no test for. */
import { randomBytes } from 'node:crypto'
import { verbs } from '@putokaz/xapi'
import type { Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { uuidv7 } from '#kernel/id.ts'
import { extensionsOf } from '#modules/learning/domain/taken-test.ts'
import * as words from '#texts/generated/away.ts'
import * as outbox from '#texts/generated/outbox.ts'
import { answerRightly } from '../support/answers.ts'
import { ask } from '../support/ask.ts'
import { expectAccessible } from '../support/axe.ts'
import { desk, phone, prefixes } from '../support/browser.ts'
import { browserOf, newLearner, sessionHeader } from '../support/people.ts'
import { expectNoSidewaysScroll, expectShape } from '../support/shape.ts'

const v = 'sr-Cyrl'

async function expectWell(page: Page, path: string, shot: string): Promise<void> {
  for (const prefix of prefixes) {
    await page.goto(`/${prefix}${path}`)
    for (const size of [phone, desk]) {
      await page.setViewportSize(size)
      await expectShape(page, prefix)
      await expectNoSidewaysScroll(page)
      await expectAccessible(page)
      const folder = process.env['PUTOKAZ_SHOTS']
      if (folder) await page.screenshot({ path: `${folder}/${shot}-${prefix}-${size.width}.png`, fullPage: true })
    }
  }
}

test('What comes from the device after the test was brought back is named, and so is what counts', { timeout: 120_000 }, async () => {
  const { session } = await newLearner()
  const context = await browserOf(session, { viewport: phone, expected: ['ERR_INTERNET_DISCONNECTED', 'Failed to fetch'] })
  const page = await context.newPage()
  await page.goto('/sr/courses/C01/tests/1')
  await page.getByRole('button', { name: words.along(v) }).click()
  await expect.poll(() => page.locator('[data-saved-state]').innerText()).toBe(words.ready(v))
  const path = new URL(page.url()).pathname.slice('/sr'.length)
  const item = (await page.locator('[data-taken-form] [data-item]').first().getAttribute('data-item')) ?? ''
  await context.setOffline(true)
  await answerRightly(page, item)
  await page.locator('h1').click()
  await expect.poll(() => page.locator('[data-saved-state]').innerText()).toBe(words.kept(v))
  const here = await (await browserOf(session)).newPage()
  await here.goto(`/sr${path}/back`)
  await here.getByRole('button', { name: words.back(v) }).click()
  await here.waitForURL((url) => !url.pathname.endsWith('/back'))
  expect(await here.locator('main').innerText()).not.toContain(words.lateTitle(v, { count: 1 }))
  await context.setOffline(false)
  await page.goto('/sr/me/outbox')
  await expect.poll(() => page.locator('[data-items] li.sent').count(), { timeout: 30_000 }).toBeGreaterThan(0)
  await expect.poll(() => page.locator('[data-items] li:not(.sent)').count(), { timeout: 30_000 }).toBe(0)
  expect(await page.locator('main').innerText()).toContain(outbox.whatTakenAlong(v))
  await here.goto(`/sr${path}`)
  const said = await here.locator('main').innerText()
  for (const word of [words.lateTitle(v, { count: 1 }), words.lateQuestions(v, { numbers: '1' }), words.lateCountsHere(v)]) expect(said).toContain(word)
  await expectWell(here, path, 'late-open')
  await here.goto(`/sr${path}/review`)
  await here.locator('main form button').last().click()
  await here.waitForURL((url) => url.pathname.endsWith('/result'))
  expect(await here.locator('main').innerText()).toContain(words.lateAnswer(v))
  await expectWell(here, `${path}/result`, 'late-result')
})

test('Work for a test that the centre does not know is kept, and she is told why it cannot be counted', { timeout: 60_000 }, async () => {
  const { session } = await newLearner()
  const centre = inject('centre')
  const headers = { cookie: sessionHeader(session), 'content-type': 'application/json', 'x-experience-api-version': '2.0.0', origin: centre.url }
  const { person, homePage } = (await (await ask(centre, '/api/v1/device', { headers })).json()) as { person: string; homePage: string }
  const [id, attempt] = [uuidv7(Date.now(), randomBytes(10)), uuidv7(Date.now(), randomBytes(10))]
  const statement = {
    id,
    actor: { account: { homePage, name: person } },
    verb: { id: verbs.initialized },
    object: { id: `${homePage}/xapi/activities/course/C01/version/1.0.0/test/1` },
    context: { registration: attempt },
    timestamp: new Date().toISOString(),
    result: { extensions: { [extensionsOf(homePage).voucher]: randomBytes(200).toString('base64url') } },
  }
  expect((await ask(centre, '/xapi/statements', { method: 'POST', headers, body: JSON.stringify([statement]) })).status).toBe(200)
  const page = await (await browserOf(session)).newPage()
  await page.goto(`/sr/attempts/${attempt}`)
  expect(new URL(page.url()).pathname).toBe('/sr/me')
  const said = await page.locator('#stranded').innerText()
  for (const word of [words.strandedTitle(v), words.whyNotOurs(v)]) expect(said).toContain(word)
  await expectWell(page, '/me', 'stranded')
})

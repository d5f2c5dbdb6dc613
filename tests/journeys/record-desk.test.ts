/** Who looks after the records: looks through them, opens one, gives a reason for names, takes them away; and hands them on. */
import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import { uuidv7 } from '#kernel/id.ts'
import * as audit from '#texts/generated/audit.ts'
import * as words from '#texts/generated/record-desk.ts'
import { expectAccessible } from '../support/axe.ts'
import { desk, type Prefix, phone, prefixes } from '../support/browser.ts'
import { browserOf, newLearner, postForm, sessionHeader, sessionOf } from '../support/people.ts'
import { expectNoSidewaysScroll, expectShape } from '../support/shape.ts'

const v = 'sr-Cyrl'

async function expectWell(page: Page, prefix: Prefix = 'sr', shot?: string): Promise<void> {
  for (const size of [phone, desk]) {
    await page.setViewportSize(size)
    await expectShape(page, prefix)
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
    const folder = process.env['PUTOKAZ_SHOTS']
    if (folder && shot) await page.screenshot({ path: `${folder}/${shot}-${prefix}-${size.width}.png`, fullPage: true })
  }
}

/** Somebody who read a unit, so that there is a record of hers. */
async function readAUnit(): Promise<void> {
  const learner = await newLearner('Марија Пример')
  const id = uuidv7(Date.now(), randomBytes(10))
  const read = await postForm('/sr/courses/C01/1-1-medjunarodni-pojmovi?/read', { id }, learner.session)
  expect(read.status).toBeLessThan(400)
}

describe('The records of learning', () => {
  it('are looked through without names, opened one by one, and name somebody only after a reason', async () => {
    await readAUnit()
    const session = await sessionOf('coordinator')
    const context = await browserOf(session, { javaScriptEnabled: true })
    const page = await context.newPage()
    await page.goto('/sr/desk/records')
    const main = page.locator('main')
    await expectWell(page, 'sr', 'records')
    expect(await main.textContent()).not.toContain('Марија Пример')
    await page.getByLabel(words.verb(v), { exact: true }).selectOption('experienced')
    await page.getByLabel(words.authority(v), { exact: true }).selectOption('centre')
    await page.getByRole('button', { name: words.show(v), exact: true }).click()
    expect(new URL(page.url()).searchParams.get('verb')).toBe('experienced')
    await page.locator('tbody th a').first().click()
    await page.waitForURL(/\/desk\/records\/[0-9a-f-]{36}$/)
    await expectWell(page, 'sr', 'record')
    expect(await page.locator('pre').textContent()).toContain('"actor"')
    expect(await main.textContent()).not.toContain('Марија Пример')
    await page.getByRole('link', { name: words.reasonFirst(v) }).click()
    await page
      .locator('summary')
      .filter({ hasText: words.namesOpen(v) })
      .click()
    await page.locator('input[name=reason]').first().check()
    await page.locator('details form button').click()
    expect(await main.textContent()).toContain('Марија Пример')
    await page.goto('/sr/desk/records?person=marija%20primer')
    expect(await page.locator('tbody tr').count()).toBeGreaterThan(0)
    expect(await main.textContent()).toContain('Марија Пример')
    await expectWell(page, 'sr', 'records-named')
    await page.goto('/sr/desk/records?person=niko%20takav')
    expect(await main.textContent()).toContain(words.noneFitTitle(v))
    await expectWell(page, 'sr', 'records-none')
    for (const prefix of prefixes) {
      await page.goto(`/${prefix}/desk/records`)
      await expectWell(page, prefix, 'records-variant')
    }
  })

  it.each(['csv', 'ndjson'])('are taken away as %s, which is noted', async (format) => {
    const session = await sessionOf('coordinator')
    const answer = await postForm('/sr/desk/records/export?verb=experienced', { format }, session)
    expect([answer.status, answer.headers.get('content-disposition')]).toEqual([200, expect.stringContaining(`.${format}`)])
    const text = await answer.text()
    expect(text).toContain('http://adlnet.gov/expapi/verbs/experienced')
    expect(text).not.toContain('verbs/completed')
    const log = await fetch(`${inject('centre').url}/sr/admin/audit?deed=records.statements-exported`, {
      headers: { cookie: sessionHeader(await sessionOf('admin')) },
    })
    expect(await log.text()).toContain(audit.recordsStatementsExported(v))
  })
})

describe('Another record store', () => {
  it('is added, says what stands in the way, is paused, resumed and taken out', async () => {
    const page = await (await browserOf(await sessionOf('admin'), { javaScriptEnabled: true, expected: ['record-forwarding?/make'] })).newPage()
    await page.goto('/sr/admin/record-forwarding')
    await expectWell(page, 'sr', 'forwarding-empty')
    const fill = async (address: string) => {
      await page.getByLabel(words.storeName(v), { exact: true }).fill('Складиште установе')
      await page.getByLabel(words.storeAddress(v), { exact: true }).fill(address)
      await page.getByLabel(words.key(v), { exact: true }).fill('kljuc')
      await page.getByLabel(words.secret(v), { exact: true }).fill('tajna')
      await page.getByRole('button', { name: words.addAct(v), exact: true }).click()
    }
    await fill('http://primer.test/xapi')
    expect(await page.locator('main').textContent()).toContain(words.addressMalformed(v))
    await expectAccessible(page)
    // Nothing listens at this port.
    await fill('http://127.0.0.1:5109/xapi')
    expect(await page.locator('main').textContent()).toContain(words.doneMade(v))
    await expect
      .poll(async () => {
        await page.goto('/sr/admin/record-forwarding')
        return page.locator('main').textContent()
      })
      .toContain(words.problemUnreachable(v))
    expect(await page.content()).not.toContain('tajna<')
    for (const prefix of prefixes) {
      await page.goto(`/${prefix}/admin/record-forwarding`)
      await expectWell(page, prefix, 'forwarding')
    }
    await page.goto('/sr/admin/record-forwarding')
    await page.getByRole('button', { name: words.pause(v) }).click()
    expect(await page.locator('main').textContent()).toContain(words.statePaused(v))
    await page.getByRole('button', { name: words.resume(v) }).click()
    expect(await page.locator('main').textContent()).toContain(words.doneResumed(v))
    await page.getByRole('button', { name: words.remove(v) }).click()
    expect(await page.locator('main').textContent()).toContain(words.noStores(v))
  })
})

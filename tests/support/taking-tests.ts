/** The way of a learner through a test. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import * as words from '#texts/generated/learning.ts'
import { answerRightly, questionOf } from './answers.ts'
import type { Prefix } from './browser.ts'

const variantOf = { sr: 'sr-Cyrl', 'sr-latn': 'sr-Latn', en: 'en' } as const

/** Starts a test from its page, or goes on with the one that is open. */
export async function startTest(page: Page, test: string, prefix: Prefix = 'sr'): Promise<string> {
  await page.goto(`/${prefix}/courses/C01/tests/${test}`)
  const go = page.locator(`main form[method=post] button, main a[href*="/attempts/"]:not(table a)`).first()
  await go.click()
  await page.waitForURL((url) => /\/attempts\/[0-9a-f-]{36}$/.test(url.pathname))
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}

/** Ids of the questions on the page. */
export function questionsOn(page: Page): Promise<string[]> {
  return page.locator('input[type=hidden][name=item]').evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value))
}

/** Answers one question after the other and ends at the review; tells which types it met. */
export async function answerAll(page: Page, answer: (page: Page, id: string) => Promise<void> = answerRightly): Promise<string[]> {
  const met: string[] = []
  while (!page.url().endsWith('/review')) {
    const [id = ''] = await questionsOn(page)
    met.push(questionOf(id).type)
    await answer(page, id)
    const before = page.url()
    await page.locator('#answers button[name=go].main, #answers button[name=go]').first().click()
    await page.waitForURL((url) => url.href !== before)
    expect(met.length).toBeLessThan(50)
  }
  return met
}

export async function handIn(page: Page, prefix: Prefix = 'sr'): Promise<string> {
  await page.locator('main form[method=post] button').first().click()
  await page.waitForURL((url) => url.pathname.endsWith('/result'))
  const said = await page.locator('main').innerText()
  const v = variantOf[prefix]
  return said.includes(words.resultPassed(v)) ? 'passed' : said.includes(words.resultFailed(v)) ? 'failed' : said
}

/** A whole test with right answers to everything. */
export async function passTest(page: Page, test: string, prefix: Prefix = 'sr'): Promise<string[]> {
  await startTest(page, test, prefix)
  const met = await answerAll(page)
  expect(await handIn(page, prefix), `test ${test}`).toBe('passed')
  return met
}

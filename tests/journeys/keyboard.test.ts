import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import * as words from '#texts/generated/questions.ts'
import { questionOf, questions } from '../support/answers.ts'
import { visit } from '../support/browser.ts'
import { newLearner } from '../support/people.ts'
import { questionsOn } from '../support/taking-tests.ts'

interface Stop {
  readonly found: boolean
  readonly seen: boolean
  readonly inWindow: boolean
  readonly what: string
  readonly isBody: boolean
}

/** Where the focus is, once what moves into view has come to rest. */
function stopOf(page: Page, selector: string): Promise<Stop> {
  return page.evaluate(async (wanted) => {
    const at = document.activeElement as HTMLElement
    const look = () => {
      const box = at.getBoundingClientRect()
      const styles = [at, at.closest('label') ?? at, at.closest('form.search') ?? at].map((one) => getComputedStyle(one))
      const seen = styles.some((style) => style.outlineStyle !== 'none' || style.boxShadow !== 'none')
      return {
        found: at.matches(wanted),
        seen,
        inWindow: box.bottom > 0 && box.top < innerHeight,
        what: at.outerHTML.slice(0, 120),
        isBody: at === document.body,
      }
    }
    for (let frame = 0; frame < 300 && !(look().seen && look().inWindow); frame++) await new Promise(requestAnimationFrame)
    return look()
  }, selector)
}

/** Presses Tab until the focus is on what is wanted; the focus can be seen at every stop and nothing covers it. */
async function tabTo(page: Page, selector: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 150; presses++) {
    await page.keyboard.press(key)
    const stop = await stopOf(page, selector)
    if (stop.isBody) continue
    expect(stop.seen, `focus can be seen on ${stop.what}`).toBe(true)
    expect(stop.inWindow, `focus is in the window on ${stop.what}`).toBe(true)
    if (stop.found) return
  }
  throw new Error(`Tab never came to ${selector} on ${page.url()}`)
}

async function choose(page: Page, name: string, value: string): Promise<void> {
  await tabTo(page, `[name="${name}"]`)
  const wanted = await page.evaluate((at) => [...(document.activeElement as HTMLSelectElement).options].findIndex((option) => option.value === at), value)
  for (let step = 0; step < wanted; step++) await page.keyboard.press('ArrowDown')
}

/** The last parts of the names of a question's fields, in the order of the page. */
function partsOf(page: Page, name: string): Promise<string[]> {
  return page.locator(`[name^="${name}."]`).evaluateAll((all) => all.map((one) => (one as HTMLInputElement).name.split('.').at(-1) ?? ''))
}

async function write(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, `[name="${name}"]`)
  await page.keyboard.type(text)
}

async function pickOne(page: Page, name: string, key: string): Promise<void> {
  await tabTo(page, `input[name="${name}"]`)
  await page.keyboard.press('Space')
  const wanted = page.locator(`[name="${name}"][value="${key}"]`)
  for (let step = 0; step < 10 && !(await wanted.isChecked()); step++) await page.keyboard.press('ArrowDown')
  expect(await wanted.isChecked()).toBe(true)
}

async function pickMany(page: Page, name: string, keys: readonly string[]): Promise<void> {
  for (const option of await page.locator(`[name="${name}"]`).evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).value))) {
    await tabTo(page, `input[name="${name}"]`)
    if (keys.includes(option)) await page.keyboard.press('Space')
  }
}

/** Gives the right answer with nothing but keys. */
async function answerByKeys(page: Page, id: string, name = id): Promise<void> {
  const question = questionOf(id)
  if (question.type === 'single' || question.type === 'truefalse') return pickOne(page, name, String(question.key))
  if (question.type === 'multiple') return pickMany(page, name, question.key)
  if (question.type === 'shorttext') return write(page, name, question.key[0] ?? '')
  if (question.type === 'numeric') return write(page, name, String(question.key.value))
  for (const part of await partsOf(page, name)) {
    if (question.type === 'matching') await choose(page, `${name}.${part}`, question.key[part] ?? '')
    else if (question.type === 'ordering') await choose(page, `${name}.${part}`, String(question.key.indexOf(part) + 1))
    else await write(page, `${name}.${part}`, question.key[part]?.[0] ?? '')
  }
}

describe('With the keyboard only,', () => {
  it('a learner signs in, takes a test and hands it in', { timeout: 120_000 }, async () => {
    const learner = await newLearner()
    const page = await visit('/sr/courses/C01/tests/4')
    await tabTo(page, 'main a[href^="/sr/sign-in"]')
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.pathname === '/sr/sign-in')
    await tabTo(page, '[name=login]')
    await page.keyboard.type(learner.userName)
    await tabTo(page, '[name=password]')
    await page.keyboard.type(learner.password)
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.pathname === '/sr/courses/C01/tests/4')
    await tabTo(page, 'main form button')
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.pathname.includes('/attempts/'))
    while (!page.url().endsWith('/review')) {
      const [id = ''] = await questionsOn(page)
      const before = page.url()
      await answerByKeys(page, id)
      await tabTo(page, '#answers button[name=go]')
      await page.keyboard.press('Enter')
      await page.waitForURL((url) => url.href !== before)
    }
    await tabTo(page, 'main form button')
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.pathname.endsWith('/result'))
    expect(await page.locator('.items li.right').count()).toBe(6)
  })

  it.each(['single', 'multiple', 'truefalse', 'matching', 'ordering', 'shorttext', 'numeric', 'gaptext'] as const)(
    'a practice question is answered: %s',
    async (type) => {
      const question = [...questions.values()].find((one) => one.use === 'practice' && one.type === type)
      const page = await visit(`/sr/courses/C01/${question?.passage.unit}`)
      const box = page.locator(`#q-${question?.id}`)
      await box.scrollIntoViewIfNeeded()
      const name = (await box.locator('input:not([type=hidden]), select').first().getAttribute('name'))?.split('.')[0] ?? ''
      await answerByKeys(page, question?.id ?? '', name)
      await tabTo(page, `#q-${question?.id} button`)
      await page.keyboard.press('Enter')
      await page.locator(`#q-${question?.id}`).getByText(words.right('sr-Cyrl')).first().waitFor()
    },
  )

  it('the first stop of a page is the way past its head, and it leads to the content', async () => {
    for (const path of ['/sr', '/sr/courses/C01', '/sr/library', '/sr/sign-in']) {
      const page = await visit(path)
      await page.keyboard.press('Tab')
      expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('#content')
      await page.keyboard.press('Enter')
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
    }
  })

  it('no page holds the focus: Tab goes through it and out of it', async () => {
    for (const path of ['/sr', '/sr/courses/C01/1-1-medjunarodni-pojmovi', '/sr/glossary']) {
      const page = await visit(path)
      const stops = new Set<string>()
      let left = false
      for (let presses = 0; presses < 500 && !left; presses++) {
        await page.keyboard.press('Tab')
        left = await page.evaluate(() => document.activeElement === document.body)
        stops.add(await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200) ?? ''))
      }
      expect(left, `${inject('centre').url}${path}`).toBe(true)
      expect(stops.size).toBeGreaterThan(10)
    }
  })
})

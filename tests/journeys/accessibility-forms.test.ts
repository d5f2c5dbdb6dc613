/** What is asked, how a mistake is told, and what is said aloud while one works. Numbers are those of WCAG 2.2. */
import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import * as learning from '#texts/generated/learning.ts'
import * as words from '#texts/generated/ui.ts'
import { answerRightly, questions } from '../support/answers.ts'
import { type Prefix, visit } from '../support/browser.ts'
import { inDatabase } from '../support/database.ts'
import { browserOf, newLearner, sessionOf } from '../support/people.ts'
import { questionsOn, startTest } from '../support/taking-tests.ts'

const v = 'sr-Cyrl'
const variantOf = { sr: 'sr-Cyrl', 'sr-latn': 'sr-Latn', en: 'en' } as const

/** Sends what the browser itself would hold back: the server's own words are to be seen. */
async function send(page: Page): Promise<void> {
  await page
    .locator('main form')
    .last()
    .evaluate((form) => ((form as HTMLFormElement).noValidate = true))
  await page.locator('main form').last().locator('button:not([type=button])').last().click()
  await page.locator('.error-summary').waitFor()
}

/** The mistake is told in the title, in a summary that has the focus and leads to the field, and at the field. */
async function expectTold(page: Page, prefix: Prefix): Promise<void> {
  const variant = variantOf[prefix]
  expect(await page.title()).toMatch(new RegExp(`^${words.faultWord(variant)} `))
  const summary = page.locator('.error-summary')
  expect(await summary.getAttribute('role')).toBe('alert')
  expect(await summary.evaluate((box) => box === document.activeElement)).toBe(true)
  const links = await summary.locator('a').evaluateAll((all) => all.map((one) => [one.getAttribute('href')?.slice(1) ?? '', one.textContent ?? '']))
  expect(links.length).toBeGreaterThan(0)
  for (const [id = '', told = ''] of links) {
    const field = page.locator(`[id="${id}"]`)
    expect(await field.count(), id).toBe(1)
    const described = (
      (await field.getAttribute('aria-describedby')) ??
      (await field
        .locator('xpath=ancestor::fieldset[1]')
        .getAttribute('aria-describedby', { timeout: 500 })
        .catch(() => null)) ??
      ''
    ).split(' ')
    const said = (await Promise.all(described.map((one) => page.locator(`[id="${one}"]`).innerText()))).join(' ')
    expect(said).toContain(told)
    expect(said).toContain(words.faultWord(variant))
  }
}

const forms: readonly (readonly [path: string, given: Readonly<Record<string, string>>])[] = [
  ['/register', { name: 'Ана Пробић', email: 'није адреса', password: 'dug put do sigurnog znanja' }],
  ['/register', { name: 'Ана Пробић', email: 'ana-a11y@primer.invalid', password: 'kratka' }],
  ['/with-code', { code: 'XXXX', name: 'Ана Пробић', userName: 'ana-probic', password: 'dug put do sigurnog znanja' }],
]

describe('A mistake in a form', () => {
  it.each(forms.flatMap((form) => (['sr', 'en'] as const).map((prefix) => [prefix, ...form] as const)))(
    'is told in words where it is, and what was right stays (3.3.1, 3.3.3, 3.3.7, 2.4.2): /%s%s',
    async (prefix, path, given) => {
      const page = await visit(`/${prefix}${path}`, { expected: ['400'] })
      for (const [name, value] of Object.entries(given)) await page.fill(`[name=${name}]`, value)
      await send(page)
      await expectTold(page, prefix)
      for (const [name, value] of Object.entries(given)) if (name !== 'password') expect(await page.inputValue(`[name=${name}]`)).toBe(value)
      // Not only that it is wrong, but how it is right.
      expect((await page.locator('.error-summary a').first().innerText()).split(' ').length).toBeGreaterThan(3)
    },
  )

  it('in the name for a certificate and in a setting of the centre is told the same way (3.3.1)', async () => {
    const learner = await newLearner()
    const page = await (await browserOf(learner.session, { expected: ['400'] })).newPage()
    await page.goto('/sr/me/name')
    await page.fill('[name=cyrillic]', '')
    await page.fill('[name=latin]', '')
    await send(page)
    await expectTold(page, 'sr')
    const admin = await (await browserOf(await sessionOf('admin'), { expected: ['400'] })).newPage()
    await admin.goto('/sr/admin/people/invite')
    await send(admin)
    await expectTold(admin, 'sr')
  })

  it('in an order that names a place twice is told at the question (3.3.1)', async () => {
    const question = [...questions.values()].find((one) => one.use === 'practice' && one.type === 'ordering')
    const page = await visit(`/sr/courses/C01/${question?.passage.unit}`)
    const box = page.locator(`#q-${question?.id}`)
    for (const field of await box.locator('select').all()) await field.selectOption('1')
    await box.locator('form button').last().click()
    const told = box.locator('[role=alert]:visible')
    await told.waitFor()
    expect((await told.innerText()).length).toBeGreaterThan(20)
    const group = box.locator('fieldset')
    expect(await page.locator(`[id="${(await group.getAttribute('aria-describedby'))?.split(' ')[0]}"]`).count()).toBe(1)
  })
})

describe('Signing in', () => {
  it('lets password and code be pasted, names its fields for password managers, and sets no puzzle (3.3.8, 1.3.5)', async () => {
    const page = await visit('/sr/sign-in')
    const paste = (selector: string, text: string) =>
      page.locator(selector).evaluate((field, pasted) => {
        ;(field as HTMLInputElement).focus()
        const data = new DataTransfer()
        data.setData('text/plain', pasted)
        const taken = field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
        if (taken) document.execCommand('insertText', false, pasted)
        return (field as HTMLInputElement).value
      }, text)
    expect(await paste('[name=login]', 'ana@primer.invalid')).toBe('ana@primer.invalid')
    expect(await paste('[name=password]', 'dug put do sigurnog znanja')).toBe('dug put do sigurnog znanja')
    expect(await page.locator('[autocomplete=username]').count()).toBe(1)
    expect(await page.locator('[autocomplete=current-password]').count()).toBe(1)
    expect(await page.locator('main a[href^="/sr/sign-in/passkey"]').count()).toBe(1)
    expect(await page.locator('main :is(canvas, iframe, img)').count()).toBe(0)
    await page.goto('/sr/with-code')
    expect(await paste('[name=code]', 'ABCD-EFGH')).toBe('ABCD-EFGH')
    expect(await page.locator('[name=code]').getAttribute('autocomplete')).toBe('one-time-code')
  })

  it('from a test leads back to it, so that nothing is looked up or typed twice (3.3.7)', async () => {
    const learner = await newLearner()
    const page = await visit('/sr/courses/C01/tests/1', { expected: ['400', '403'] })
    await page.locator('main a[href^="/sr/sign-in"]').first().click()
    await page.fill('[name=login]', learner.userName)
    await page.fill('[name=password]', 'ovo nije lozinka')
    await send(page)
    expect(await page.title()).toMatch(/^Грешка: /)
    expect(await page.inputValue('[name=login]')).toBe(learner.userName)
    await page.fill('[name=password]', learner.password)
    await page.locator('main form button.main').click()
    await page.waitForURL((url) => url.pathname === '/sr/courses/C01/tests/1')
  })
})

/** Keeps what a screen reader is told without a move of the focus: every change inside a live region. */
function listen(page: Page): Promise<void> {
  return page.evaluate(() => {
    const heard: string[] = []
    Object.assign(globalThis, { heard })
    const note = (node: Node | null) => {
      const live = (node instanceof Element ? node : node?.parentElement)?.closest<HTMLElement>('[role=status], [role=alert], [aria-live]')
      if (live?.checkVisibility() && live.innerText.trim() !== '') heard.push(live.innerText.trim())
    }
    new MutationObserver((changes) => {
      for (const { target } of changes) note(target)
    }).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
      attributeFilter: ['hidden'],
    })
  })
}

const heard = (page: Page, text: string, timeout = 15_000) =>
  page.waitForFunction((wanted) => (globalThis as unknown as { heard: string[] }).heard.some((one) => one.includes(wanted)), text, { timeout })

describe('What happens meanwhile is said (4.1.3)', () => {
  it('that an answer is saved, and that the time is nearly over (2.2.1)', { timeout: 90_000 }, async () => {
    const { session } = await newLearner()
    const page = await (await browserOf(session)).newPage()
    const attempt = await startTest(page, 'final')
    await listen(page)
    const [id = ''] = await questionsOn(page)
    await answerRightly(page, id)
    await heard(page, learning.saved(v))
    await inDatabase(inject('centre').dataFolder, (client) => client.query(`update attempt set due_at = now() + interval '4 minutes' where id = $1`, [attempt]))
    await page.reload()
    await listen(page)
    await heard(page, learning.timeWarning(v, { count: 5 }))
  })

  it('how a practice answer was, or that none was given', async () => {
    const question = [...questions.values()].find((one) => one.use === 'practice' && one.type === 'single')
    const page = await visit(`/sr/courses/C01/${question?.passage.unit}`)
    const box = page.locator(`#q-${question?.id}`)
    await listen(page)
    await box.locator('form button').last().click()
    await heard(page, await box.locator('[data-say=empty]').innerText())
    const name = (await box.locator('input[type=radio]').first().getAttribute('name')) ?? ''
    await answerRightly(page, question?.id ?? '', name)
    await box.locator('form button').last().click()
    await heard(page, (await box.locator('[data-outcome=right]').innerText()).trim())
  })
})

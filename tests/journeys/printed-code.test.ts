import { describe, expect, it } from 'vitest'
import * as words from '#texts/generated/account.ts'
import * as learning from '#texts/generated/learning.ts'
import * as ui from '#texts/generated/ui.ts'
import { expectAccessible } from '../support/axe.ts'
import { phone, placeOf, visit, visitor } from '../support/browser.ts'
import { browserOf, sessionOf } from '../support/people.ts'
import { expectNoSidewaysScroll, expectShape } from '../support/shape.ts'

const v = 'sr-Cyrl'

async function codesOf(count: string): Promise<string[]> {
  const page = await (await browserOf(await sessionOf('coordinator'))).newPage()
  await page.goto('/sr/desk/codes')
  await page.fill('[name=count]', count)
  await page.getByRole('button', { name: words.codesMake(v) }).click()
  await page.locator('.code').first().waitFor()
  await expectAccessible(page)
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('.code').first().isVisible()).toBe(true)
  return page.locator('strong.code').allInnerTexts()
}

describe('An account without e-mail', () => {
  it.each([
    ['with JavaScript', true],
    ['without JavaScript', false],
  ])('is opened with a code that a coordinator printed, from the page of a test and back to it (%s)', async (_, javaScriptEnabled) => {
    const [code = ''] = await codesOf('3')
    const page = await (await visitor({ viewport: phone, javaScriptEnabled })).newPage()
    await page.goto('/sr/courses/C01/tests/1')
    await page.locator('main a[href^="/sr/with-code"]').click()
    await expectShape(page, 'sr')
    await expectNoSidewaysScroll(page)
    const userName = `petar-${Date.now()}`
    // As it is read aloud: small letters, spaces where the dashes were.
    await page.fill('[name=code]', code.toLowerCase().replaceAll('-', ' '))
    await page.fill('[name=name]', 'Петар Огледни')
    await page.fill('[name=userName]', userName)
    await page.fill('[name=password]', 'dug put do sigurnog znanja')
    await page.locator('main form button').last().click()
    await page.waitForURL((url) => url.pathname === '/sr/courses/C01/tests/1')
    expect(await page.getByRole('button', { name: learning.start(v), exact: true }).count()).toBe(1)

    const again = await visit('/sr/with-code', { expected: ['400'] })
    await again.fill('[name=code]', code)
    await again.fill('[name=name]', 'Неко Други')
    await again.fill('[name=userName]', `${userName}-2`)
    await again.fill('[name=password]', 'dug put do sigurnog znanja')
    await again.locator('main form button').last().click()
    await again.getByText(words.codeSpent(v)).first().waitFor()
    expect(await again.title()).toContain(ui.faultWord(v))
    expect(await again.inputValue('[name=name]')).toBe('Неко Други')
    await expectAccessible(again)
  })

  it('a learner cannot make codes, and does not see that there is such a page', async () => {
    const page = await (await browserOf(await sessionOf('learner'), { expected: ['404'] })).newPage()
    const answer = await page.goto('/sr/desk/codes')
    expect(answer?.status()).toBe(404)
    await expectShape(page, 'sr')
    await expectAccessible(page)
    expect(placeOf(page)).toBe('/sr/desk/codes')
  })

  it('whoever forgot her password is led on without a word about whether she has an account', async () => {
    const page = await visit('/sr/forgotten')
    await page.fill('[name=email], [name=login]', 'niko@primer.invalid')
    await page.locator('main form button').click()
    await page.getByText(words.resetSentBody(v)).first().waitFor()
    await expectAccessible(page)
  })
})

describe('A form that is refused', () => {
  it('says what is wrong, keeps what was typed, and leads the focus to it', async () => {
    const page = await visit('/sr/register', { expected: ['400'] })
    await page.fill('[name=name]', 'Марија Пример')
    await page.fill('[name=email]', 'marija@primer.invalid')
    await page.fill('[name=password]', 'kratka')
    await page.locator('main form button').last().click()
    await page.getByText(words.passwordTooShort(v)).first().waitFor()
    expect(await page.title()).toContain(ui.faultWord(v))
    expect(await page.inputValue('[name=name]')).toBe('Марија Пример')
    expect(await page.inputValue('[name=email]')).toBe('marija@primer.invalid')
    const link = page.locator('main a[href="#password"]')
    await link.click()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('password')
    await expectAccessible(page)
  })
})

/** Help as people meet it: found by task, walked as a tour, asked beside a field, printed for a first day; its pictures are true. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import * as account from '#texts/generated/account.ts'
import * as words from '#texts/generated/help.ts'
import * as site from '#texts/generated/site.ts'
import * as ui from '#texts/generated/ui.ts'
import recorded from '../../src/routes/[variant=variant]/(read)/help/pictures.json' with { type: 'json' }
import { tours } from '../../src/routes/[variant=variant]/tours.ts'
import { goTo, type Picture, pictures, saidBy } from '../../tools/help-pictures/pictures.ts'
import { expectAccessible } from '../support/axe.ts'
import { desk, phone, placeOf, prefixes, visit, visitor } from '../support/browser.ts'
import { browserOf, newLearner, sessionOf } from '../support/people.ts'
import { expectNoSidewaysScroll } from '../support/shape.ts'

const v = 'sr-Cyrl'
const withoutScript = { javaScriptEnabled: false }

describe('Somebody who needs help', () => {
  it('finds it at the foot of a page, then the task, in each variant', async () => {
    const page = await visit('/sr/courses')
    await page
      .getByRole('contentinfo')
      .getByRole('link', { name: site.help(v) })
      .click()
    await page.locator('main').getByRole('link', { name: 'Како да урадите тест' }).click()
    expect(placeOf(page)).toBe('/sr/help/take-a-test')
    for (const prefix of prefixes) {
      await page.goto(`/${prefix}/help/take-a-test`)
      const picture = page.locator('main figure img')
      await picture.scrollIntoViewIfNeeded()
      await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(400)
      await expectAccessible(page)
    }
  })

  it('searches in help alone, in another script', async () => {
    const page = await visit('/sr/help', withoutScript)
    await page.locator('main input[type=search]').fill('zaboravljena lozinka')
    await page.keyboard.press('Enter')
    await page.waitForURL(/kind=help/)
    expect(await page.locator('main a[href="/sr/help/get-back-in"]').count()).toBeGreaterThan(0)
  })
})

describe('A tour', () => {
  it('is walked with the keyboard and without script, and nobody meets it who did not set out', async () => {
    const page = await visit('/sr/help/tours/visitor', withoutScript)
    await page.getByRole('link', { name: words.tourBegin(v) }).press('Enter')
    for (const [index, { says }] of tours.visitor.entries()) {
      const strip = page.getByRole('complementary', { name: words.tourFor(v, { reader: words.readerVisitor(v) }) })
      expect(await strip.innerText()).toContain(says(v))
      const isLast = index === tours.visitor.length - 1
      await strip.getByRole('link', { name: isLast ? words.tourLast(v) : words.tourNext(v) }).press('Enter')
    }
    expect(new URL(page.url()).pathname).toBe('/sr/help')
    await page.goto('/sr/verify')
    expect(await page.locator('.tour').count()).toBe(0)
  })

  it('is left on any page, which stays', async () => {
    const page = await visit('/en/library?tour=visitor-3')
    for (const size of [phone, desk]) {
      await page.setViewportSize(size)
      await expectNoSidewaysScroll(page)
      await expectAccessible(page)
    }
    await page.getByRole('link', { name: words.tourLeave('en') }).click()
    expect(placeOf(page)).toBe('/en/library')
    expect(await page.locator('.tour').count()).toBe(0)
  })

  it('leads a coordinator only to pages that open', async () => {
    const page = await (await browserOf(await sessionOf('coordinator'), withoutScript)).newPage()
    for (const [index, { path, says }] of tours.coordinator.entries()) {
      await page.goto(`/sr${path}?tour=coordinator-${index + 1}`)
      expect(await page.locator('.tour').innerText()).toContain(says(v))
    }
  })
})

describe('A question mark beside a field', () => {
  it.each([withoutScript, {}])('opens with the keyboard, is read out, and gives the focus back: %o', async (options) => {
    const page = await visit('/sr/with-code', options)
    const mark = page.getByRole('button', { name: words.whatIs(v, { label: account.code(v) }) })
    await mark.press('Enter')
    const note = page.getByRole('note', { name: words.whatIs(v, { label: account.code(v) }) })
    await note.waitFor()
    expect(await note.innerText()).toContain(words.hintAccountCode(v))
    // axe waits by timers, which a page without script has not; the page is the same.
    if (options !== withoutScript) await expectAccessible(page)
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(words.more(v))
    await page.keyboard.press('Escape')
    await note.waitFor({ state: 'hidden' })
    await mark.press('Enter')
    await note.getByRole('button', { name: ui.close(v) }).press('Enter')
    await note.waitFor({ state: 'hidden' })
    expect(await mark.evaluate((button) => button === document.activeElement)).toBe(true)
  })
})

describe('A first day', () => {
  it('is one sheet of A4 for everybody, in three variants', async () => {
    const page = await (await visitor(withoutScript)).newPage()
    for (const prefix of prefixes)
      for (const slug of ['first-day', 'first-day-focal-point', 'first-day-administrator']) {
        await page.goto(`/${prefix}/help/${slug}`)
        const printed = await page.pdf({ format: 'A4', preferCSSPageSize: true })
        expect(printed.toString('latin1').match(/\/Type \/Page\b(?!s)/g)?.length, `${prefix} ${slug}`).toBe(1)
      }
  })
})

describe('A picture in help', () => {
  const said: Readonly<Record<string, Readonly<Record<string, { said: string }>>>> = recorded
  const sessions = { learner: async () => (await newLearner()).session, coordinator: () => sessionOf('coordinator'), admin: () => sessionOf('admin') }

  async function pageFor({ as, scripted }: Picture): Promise<Page> {
    const options = scripted ? {} : withoutScript
    const context = as ? await browserOf(await sessions[as](), options) : await visitor(options)
    return context.newPage()
  }

  it.each(pictures.map((picture) => [picture.name, picture] as const))('shows what its page says now: %s', async (name, picture) => {
    const page = await pageFor(picture)
    for (const prefix of prefixes) {
      await goTo(page, picture, prefix)
      expect(await saidBy(page, picture), `${prefix}: the page says something else than its picture; run \`npm run help-pictures\``).toBe(
        said[name]?.[prefix]?.said,
      )
    }
  })
})

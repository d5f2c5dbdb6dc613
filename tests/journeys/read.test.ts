import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectAccessible } from '../support/axe.ts'
import { inVariant, langOf, type Prefix, phone, placeOf, prefixes, visit } from '../support/browser.ts'
import { expectNoSidewaysScroll, expectShape } from '../support/shape.ts'

const asked: Record<Prefix, string> = { sr: 'obuka', 'sr-latn': 'obuka', en: 'training' }

/** Types into the search on the home page and opens the first course that is found. */
async function findCourse(page: Page, prefix: Prefix): Promise<void> {
  const box = page.locator('input[type=search]:visible').first()
  await box.fill(asked[prefix])
  await box.press('Enter')
  await page.waitForURL((url) => url.pathname === `/${prefix}/search`)
  if (prefix === 'sr') expect(await page.locator('main').innerText()).toMatch(/обук/i)
  if (prefix === 'sr-latn') expect(await page.locator('main').innerText()).toMatch(/obuk/i)
}

async function openFirstUnit(page: Page, prefix: Prefix): Promise<void> {
  await page.goto(`/${prefix}/courses/C01`)
  await page.locator(`main a[href^="/${prefix}/courses/C01/1-1"]`).first().click()
  await page.waitForURL((url) => url.pathname.startsWith(`/${prefix}/courses/C01/1-1`))
}

describe.each([
  ['with JavaScript', true],
  ['without JavaScript', false],
])('A visitor on a phone, %s', (_, javaScriptEnabled) => {
  it.each(prefixes)('finds training, reads a unit and goes on to the next (%s)', async (prefix) => {
    const page = await visit(`/${prefix}`, { viewport: phone, javaScriptEnabled })
    await expectShape(page, prefix)
    await findCourse(page, prefix)
    await expectNoSidewaysScroll(page)
    expect(await page.locator('main a[href*="/courses/"], main a[href*="/library/"], main a[href*="/news/"]').count()).toBeGreaterThan(0)
    await openFirstUnit(page, prefix)
    await expectShape(page, prefix)
    await expectNoSidewaysScroll(page)
    const first = placeOf(page)
    await page.locator('a[rel=next]').last().click()
    await page.waitForURL((url) => url.pathname !== first)
    await expectShape(page, prefix)
    await page.goBack()
    expect(placeOf(page)).toBe(first)
  })

  it('switches scripts and language and keeps her place', async () => {
    const page = await visit('/sr/courses/C01/1-1-medjunarodni-pojmovi', { viewport: phone, javaScriptEnabled })
    for (const prefix of ['sr-latn', 'en', 'sr'] as const) {
      await page.locator(`nav a[hreflang="${langOf[prefix]}"]`).first().click()
      await page.waitForURL((url) => url.pathname === `/${prefix}/courses/C01/1-1-medjunarodni-pojmovi`)
      await expectShape(page, prefix)
    }
  })

  it('keeps what she searched for when she switches the script', async () => {
    const page = await visit('/sr/search?q=tra%C5%BEilac', { viewport: phone, javaScriptEnabled })
    await page.locator('nav a[hreflang="sr-Latn"]').first().click()
    await page.waitForURL((url) => url.pathname === '/sr-latn/search' && url.searchParams.get('q') === 'tražilac')
    expect(await page.locator('header input[type=search], main input[type=search]').first().inputValue()).toBe('tražilac')
  })
})

describe('Search', () => {
  it.each([
    [['тражилац', 'tražilac', 'trazilac', 'тражиоца', 'trazioca', 'тражилаца']],
    [['азил', 'azil', 'azila', 'азилу']],
    [['Фронтекс', 'Frontex', 'frontex']],
  ])('gives one ranking whatever the script, the diacritics or the ending: %j', async (questions) => {
    const page = await visit('/sr')
    const found: string[][] = []
    for (const question of questions) {
      await page.goto(`/sr/search?q=${encodeURIComponent(question)}`)
      found.push(
        await page
          .locator('main')
          .locator('h2 a, h3 a')
          .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? '')),
      )
    }
    expect(found[0]?.length).toBeGreaterThan(0)
    for (const other of found) expect(other).toEqual(found[0])
  })

  it('shows what was found in the script of the reader, with the found words marked', async () => {
    const page = await visit('/sr-latn/search?q=азилу')
    const marked = await page.locator('main mark').allInnerTexts()
    expect(marked.length).toBeGreaterThan(0)
    expect(marked.join(' ')).not.toMatch(/\p{Script=Cyrillic}/u)
    await expectAccessible(page)
  })

  it('says so when nothing is found and offers another spelling', async () => {
    const page = await visit('/sr/search?q=trazilcc')
    expect(await page.locator(`main a[href*="/search?q="]`).count()).toBeGreaterThan(0)
    await expectAccessible(page)
  })
})

describe('An address without a prefix', () => {
  it.each([
    ['sr-RS,sr;q=0.9', '/sr'],
    ['sr-Latn-RS', '/sr-latn'],
    ['en-GB,en;q=0.8', '/en'],
  ])('leads %s to %s', async (locale, place) => {
    const page = await visit('/', { extraHTTPHeaders: { 'accept-language': locale } })
    expect(placeOf(page)).toBe(place)
  })

  it('leads back to the script read last', async () => {
    const page = await visit('/sr-latn')
    await page.goto('/')
    expect(placeOf(page)).toBe('/sr-latn')
    expect(inVariant('/sr-latn/x', 'en')).toBe('/en/x')
  })
})

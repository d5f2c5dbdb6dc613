import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectAccessible } from '../support/axe.ts'
import { desk, type Prefix, phone, prefixes, visit } from '../support/browser.ts'
import { root } from '../support/server.ts'
import { expectNoSidewaysScroll, expectShape } from '../support/shape.ts'

/** The first course of the sample that has a pack. */
const courses = join(root, 'centre/courses')
const code = readdirSync(courses).find((name) => readdirSync(join(courses, name)).includes('trainer-pack')) ?? ''
const pack = `/courses/${code}/trainer-pack`

async function openSlides(prefix: Prefix, visiting: Parameters<typeof visit>[1] = {}): Promise<Page> {
  const page = await visit(`/${prefix}${pack}`, visiting)
  await page.locator('main a[href$="/project"]').first().click()
  await page.locator('[data-screen]').first().waitFor()
  return page
}

const screenOf = (page: Page) =>
  page.evaluate(() => {
    const screens = [...document.querySelectorAll('[data-screen]')]
    return screens.findIndex((screen) => Math.abs(screen.getBoundingClientRect().top) < 2) + 1
  })

describe('A trainer', () => {
  it.each(prefixes)('comes from the course to its pack, reads the agenda on a phone, and opens each sheet (%s)', async (prefix) => {
    const page = await visit(`/${prefix}/courses/${code}`, { viewport: phone })
    await page.locator(`main a[href="/${prefix}${pack}"]`).click()
    await page.waitForURL(`**${pack}`)
    await expectShape(page, prefix)
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
    const table = await page.locator('.agenda table').first().boundingBox()
    expect((table?.x ?? 999) + (table?.width ?? 999)).toBeLessThanOrEqual(phone.width)
    const times = await page.locator('.agenda tbody th').allInnerTexts()
    expect(times.length).toBeGreaterThan(4)
    expect(times.every((text) => /^\d\d:\d\d/.test(text))).toBe(true)
    const sheets = await page.locator('.sheets a').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
    expect(sheets.length).toBeGreaterThanOrEqual(8)
    for (const sheet of sheets) {
      await page.goto(new URL(sheet, page.url()).href)
      await expectShape(page, prefix)
      await expectNoSidewaysScroll(page)
    }
    await expectAccessible(page)
  })

  it('projects the slides with the keys of a presenter, also when the network is gone, and leaves with Esc', async () => {
    const page = await openSlides('sr', { viewport: desk })
    await expectAccessible(page)
    expect(await page.locator('h1').count()).toBe(1)
    expect(await page.locator('html').getAttribute('lang')).toBe('sr-Cyrl')
    const total = await page.locator('[data-screen]').count()
    expect(total).toBeGreaterThan(3)
    await page.waitForFunction(() => [...document.images].every((image) => image.complete && image.naturalWidth > 0))
    await page.context().setOffline(true)
    const went: number[] = []
    for (const key of ['ArrowRight', 'Space', 'PageDown', 'PageUp', 'ArrowLeft', 'End', 'PageDown', 'Home', 'ArrowUp']) {
      await page.keyboard.press(key)
      went.push(await screenOf(page))
    }
    expect(went).toEqual([2, 3, 4, 3, 2, total, total, 1, 1])
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    const heights = await page.locator('[data-screen]').evaluateAll((screens) => screens.map((screen) => screen.getBoundingClientRect().height))
    expect(Math.max(...heights)).toBeLessThanOrEqual(desk.height + 1)
    await page.context().setOffline(false)
    await page.keyboard.press('Escape')
    await page.waitForURL((url) => !url.pathname.endsWith('/project'))
    await expectShape(page, 'sr')
  })

  it.each([phone, { width: 1920, height: 1080 }])('meets big type on a wall and readable type on a phone ($width px)', async (viewport) => {
    const page = await openSlides('en', { viewport })
    await expectNoSidewaysScroll(page)
    const texts = page.locator('[data-screen] .reading p:not(.note)')
    const smallest = () => texts.evaluateAll((all) => Math.min(...all.map((one) => Number.parseFloat(getComputedStyle(one).fontSize))))
    await expect.poll(smallest).toBeGreaterThanOrEqual(viewport.width > 1000 ? 30 : 15)
    await expectAccessible(page)
  })

  it('without scripts scrolls through screens that each say their number', async () => {
    const page = await openSlides('sr', { viewport: desk, javaScriptEnabled: false })
    const counts = await page.locator('.count').allInnerTexts()
    expect(counts).toEqual(counts.map((_, i) => `${i + 1} / ${counts.length}`))
    expect(await page.locator('[data-full]').isVisible()).toBe(false)
    await page.locator('[data-leave]').click()
    await page.waitForURL((url) => !url.pathname.endsWith('/project'))
  })

  it('prints the whole pack: a cover, the agenda, each sheet on a new page, what is hers at the end', async () => {
    const page = await visit(`/sr${pack}/print`, { viewport: desk })
    await expectAccessible(page)
    const titles = await page.locator('section.new-sheet[aria-labelledby] h2[id]').allInnerTexts()
    const pdf = await page.pdf({ format: 'A4' })
    const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] }).split('\f')
    // A sheet begins with the code of the course and what kind it is; so does the cover.
    const begun = text.filter((sheet) => new RegExp(`^\\s*${code} · `, 'm').test(sheet.split('\n').slice(0, 12).join('\n'))).slice(1)
    expect(begun).toHaveLength(titles.length)
    const flat = begun.map((sheet) => sheet.replace(/\s+/g, ' '))
    expect(titles.filter((title, i) => !flat[i]?.includes(title.replace(/\s+/g, ' ').slice(0, 25)))).toEqual([])
    const warning = (await page.locator('.apart').innerText()).replace(/\s+/g, ' ').slice(0, 40)
    const apart = text.findIndex((sheet) => sheet.replace(/\s+/g, ' ').includes(warning))
    expect(apart).toBeGreaterThan(2)
    expect(text.slice(0, apart).join('')).not.toContain('само за тренера')
  })

  it('finds a sheet by its words', async () => {
    const page = await visit('/sr/search?q=сценарио+обуке')
    const found = async () => {
      await page.reload()
      return page.locator(`main a[href*="${pack}"]`).count()
    }
    await expect.poll(found, { timeout: 20_000 }).toBeGreaterThan(0)
  })
})

describe('Somebody on the way to work', () => {
  // The first one to ask may wait behind the manuals that are being set.
  it.each(prefixes)('finds the card of an area, reads it on a phone and takes its page with her (%s)', { timeout: 120_000 }, async (prefix) => {
    const page = await visit(`/${prefix}/areas/a1`, { viewport: phone })
    await page.locator(`main a[href="/${prefix}/library/cards/A1"]`).click()
    await page.waitForURL('**/library/cards/A1')
    await expectShape(page, prefix)
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
    const [file] = await Promise.all([page.waitForEvent('download', { timeout: 45_000 }), page.locator('main a[href*=".pdf"]').click({ timeout: 45_000 })])
    expect(file.suggestedFilename()).toMatch(/^putokaz-a1-.+\.pdf$/)
    const said = execFileSync('pdfinfo', [await file.path()], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    expect(said).toMatch(/Pages:\s+1\n/)
    await page.goto(new URL(`/${prefix}/library/cards`, page.url()).href)
    await expectShape(page, prefix)
    await expectAccessible(page)
    expect(await page.locator('main .card').count()).toBe(7)
  })
})

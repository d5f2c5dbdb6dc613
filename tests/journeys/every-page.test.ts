import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectAccessible } from '../support/axe.ts'
import { expectNoBarriers } from '../support/barriers.ts'
import { desk, type Prefix, phone, prefixes, visit, visitor } from '../support/browser.ts'
import { browserOf, sessionOf } from '../support/people.ts'
import { expectNoSidewaysScroll, expectShape } from '../support/shape.ts'
import { pageFolders, shownComponents, type Template, templates } from '../support/templates.ts'

/** Pages that only open in the middle of something; another journey stands before each of them. */
const metOnTheWay = [
  /^\[\.\.\.rest\]$/,
  /^courses\/\[code\]\/tests\/\[test\]\/./,
  /^courses\/\[code\]\/trainer-pack\/\[sheet\]\/project$/,
  /^attempts?\//,
  /^me\/./,
  /^sign-in\/second$/,
  /^admin\/people\/(import\/)?\[/,
  /^admin\/privacy\/requests\/./,
  /^admin\/mail\/\[letter\]$/,
  /^desk\/records\/\[/,
  /^letters\/\[key\]$/,
  /^certificates?\//,
  /^verify\/\[/,
  /^ui\/\[shown\]$/,
]

async function browserFor({ as }: Template): Promise<BrowserContext> {
  return as ? browserOf(await sessionOf(as)) : visitor()
}

/** Opens the three variants beside each other, and looks at each on a phone and on a desk. */
async function openEach(context: BrowserContext, path: string, check: (page: Page, prefix: Prefix) => Promise<void>): Promise<void> {
  await Promise.all(
    prefixes.map(async (prefix) => {
      const page = await context.newPage()
      await page.setViewportSize(phone)
      const answer = await page.goto(`/${prefix}${path}`)
      expect(answer?.status(), page.url()).toBe(200)
      await check(page, prefix)
      await page.setViewportSize(desk)
      await check(page, prefix)
      // What a browser has kept of a page is shown as the page was.
      await page.reload()
      await expectShape(page, prefix)
      await page.close()
    }),
  )
}

it('Every page there is has an address that is visited here', () => {
  const met = new Set(templates.map(({ route }) => route))
  expect(pageFolders().filter((folder) => !met.has(folder) && !metOnTheWay.some((one) => one.test(folder)))).toEqual([])
  expect([...met].filter((route) => !pageFolders().includes(route))).toEqual([])
})

describe('In three variants, on a phone and on a desk,', () => {
  it.each(templates.map((template) => [template.path || '/', template] as const))(
    '%s has its shape, room and no barrier',
    { timeout: 120_000 },
    async (_, template) => {
      await openEach(await browserFor(template), template.path, async (page, prefix) => {
        await expectShape(page, prefix)
        await expectNoSidewaysScroll(page)
        await expectAccessible(page)
        await expectNoBarriers(page, prefix)
      })
    },
  )
})

describe('A component on its own page', () => {
  it.each(shownComponents())('%s is without barriers in light and dark, narrow and wide', async (name) => {
    const context = await visitor()
    const page = await context.newPage()
    for (const [colorScheme, size] of [
      ['light', desk],
      ['dark', phone],
    ] as const) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize(size)
      await page.goto(`/sr/ui/${name}`)
      await expectNoSidewaysScroll(page)
      await expectAccessible(page)
    }
  })
})

const reading = [
  '',
  '/courses',
  '/courses/C01',
  '/courses/C01/1-1-medjunarodni-pojmovi',
  '/library/manuals/prirucnik-prvi-kontakt/02-od-namere-do-centra',
  '/glossary',
  '/sign-in',
]

describe('However one has to look,', () => {
  it.each(reading)('%s is without barriers in the dark', async (path) => {
    const page = await visit(`/sr${path}`, { colorScheme: 'dark' })
    await expectAccessible(page)
  })

  it.each(reading)('%s fits 320 pixels, as 400 percent of zoom leaves', async (path) => {
    const page = await visit(`/sr${path}`, { viewport: { width: 320, height: 256 } })
    await expectNoSidewaysScroll(page)
  })

  it.each(reading)('%s holds letters of twice the size, none cut off', async (path) => {
    const page = await visit(`/sr-latn${path}`)
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%'
    })
    await expectNoSidewaysScroll(page)
    expect(await cutOff(page)).toEqual([])
  })

  it.each(reading)('%s holds wide spacing of text (WCAG 2.2, 1.4.12)', async (path) => {
    const page = await visit(`/sr${path}`, { viewport: phone, bypassCSP: true })
    await page.addStyleTag({
      content: '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }',
    })
    await expectNoSidewaysScroll(page)
    expect(await cutOff(page)).toEqual([])
  })

  it.each(reading)('%s shows its text and its borders in forced colours', async (path) => {
    const page = await visit(`/sr${path}`, { forcedColors: 'active' })
    expect(await page.evaluate(() => matchMedia('(forced-colors: active)').matches)).toBe(true)
    const colours = await page.evaluate(() => {
      const heading = getComputedStyle(document.querySelector('h1') as Element)
      return { text: heading.color, back: getComputedStyle(document.body).backgroundColor }
    })
    expect(colours.text).not.toBe(colours.back)
    expect(await coloursIn(page)).toBeGreaterThan(8)
  })
})

describe('On paper', () => {
  it.each(['/courses/C01/1-1-medjunarodni-pojmovi', '/library/manuals/prirucnik-prvi-kontakt/print'])(
    '%s has its text and leaves out what one clicks',
    async (path) => {
      const page = await visit(`/sr${path}`)
      const heading = await page.locator('h1').innerText()
      await page.emulateMedia({ media: 'print' })
      expect(await page.locator('h1').isVisible()).toBe(true)
      expect(await page.locator('header input[type=search]').isVisible()).toBe(false)
      expect(await page.locator('nav.variants').isVisible()).toBe(false)
      const folder = await mkdtemp(join(tmpdir(), 'putokaz-print-'))
      const pdf = await page.pdf({ path: join(folder, 'page.pdf'), format: 'A4', tagged: true })
      await rm(folder, { recursive: true })
      expect(pdf.length).toBeGreaterThan(10_000)
      expect(heading.length).toBeGreaterThan(3)
    },
  )
})

/** Elements with text of their own that is cut by their box. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('main *, header *, footer *')]
      .filter((element) => {
        const style = getComputedStyle(element)
        const speaks = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '')
        const hides = /hidden|clip/.test(style.overflowX + style.overflowY) && style.position !== 'absolute'
        return (
          speaks &&
          hides &&
          element.getClientRects().length > 0 &&
          (element.scrollWidth > element.clientWidth + 2 || element.scrollHeight > element.clientHeight + 2)
        )
      })
      .map((element) => `${element.tagName}.${element.className}: ${element.textContent?.slice(0, 40)}`),
  )
}

/** How many different colours the picture of a page has: text drawn in the colour of the paper would leave one. */
async function coloursIn(page: Page): Promise<number> {
  const picture = (await page.screenshot()).toString('base64')
  return page.evaluate(async (data) => {
    const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
    const pen = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D
    pen.drawImage(bitmap, 0, 0)
    return new Set(new Uint32Array(pen.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer)).size
  }, picture)
}

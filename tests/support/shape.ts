/** What every page has, whatever it is about: its language, one first heading, headings in order, and room on a narrow screen. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { langOf, type Prefix } from './browser.ts'

interface Shape {
  readonly lang: string
  readonly title: string
  readonly headings: { level: number; text: string }[]
  readonly mains: number
  /** What sticks out of the window to the right, unless it scrolls by itself. */
  readonly wide: string[]
  readonly scrolls: boolean
  readonly switches: string[]
}

export function shapeOf(page: Page): Promise<Shape> {
  return page.evaluate((): Shape => {
    const shown = (element: Element) => element.getClientRects().length > 0
    const scrollsItself = (element: Element | null): boolean =>
      element !== null &&
      element !== document.body &&
      (/auto|scroll|hidden|clip/.test(getComputedStyle(element).overflowX) || scrollsItself(element.parentElement))
    const all = [...document.querySelectorAll('body *')]
    const window = document.documentElement.clientWidth
    return {
      lang: document.documentElement.lang,
      title: document.title,
      headings: all
        .filter((element) => /^H[1-6]$/.test(element.tagName) && shown(element))
        .map((element) => ({ level: Number(element.tagName[1]), text: element.textContent?.trim() ?? '' })),
      mains: document.querySelectorAll('main').length,
      wide: all
        .filter((element) => element.getBoundingClientRect().right > window + 1 && shown(element) && !scrollsItself(element))
        .map((element) => `${element.tagName}.${element.className}`),
      scrolls: document.documentElement.scrollWidth > window + 1,
      switches: [...document.querySelectorAll('nav a[hreflang]')].map((link) => new URL((link as HTMLAnchorElement).href).pathname),
    }
  })
}

export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { scrolls, wide } = await shapeOf(page)
  expect({ scrolls, wide: scrolls ? wide.slice(0, 5) : [] }, `${page.url()} at ${page.viewportSize()?.width} px`).toEqual({ scrolls: false, wide: [] })
}

export async function expectShape(page: Page, prefix: Prefix): Promise<void> {
  const at = page.url()
  const shape = await shapeOf(page)
  expect(shape.lang, at).toBe(langOf[prefix])
  expect(shape.title, at).toMatch(prefix === 'sr' ? /Путоказ/ : /Putokaz/)
  expect(shape.mains, at).toBe(1)
  expect(shape.headings.filter(({ level }) => level === 1).length, `${at} first headings`).toBe(1)
  expect(
    shape.headings.filter(({ text }) => text === ''),
    `${at} empty headings`,
  ).toEqual([])
  const jumps = shape.headings.filter(({ level }, index) => level > (shape.headings[index - 1]?.level ?? 0) + 1)
  expect(jumps, `${at} headings out of order`).toEqual([])
  expect(
    shape.switches.map((path) => path.split('/')[1]),
    `${at} switch`,
  ).toEqual(['sr', 'sr-latn', 'en'])
}

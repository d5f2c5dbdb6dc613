/** In a real browser: what moves explains, and nothing moves for whoever asked for less motion. */
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { phone, visit } from '../support/browser.ts'

const unit = '/sr/courses/C01/1-1-medjunarodni-pojmovi'

/** Presses things that open, and counts what is moving at each of them. */
async function movingAfterOpening(page: Page): Promise<number> {
  return page.evaluate(() => {
    document.querySelector<HTMLElement>('.outline summary')?.click()
    document.querySelector<HTMLElement>('.term-note')?.showPopover()
    return document.getAnimations().length
  })
}

it('The arrow of the outline and the note on a term move, for whoever has nothing against it', async () => {
  const page = await visit(unit, { viewport: phone, reducedMotion: 'no-preference' })
  expect(await page.locator('.term-note').count()).toBeGreaterThan(0)
  expect(await movingAfterOpening(page)).toBeGreaterThan(0)
})

it('Nothing moves for whoever asked for less motion', async () => {
  const page = await visit(unit, { viewport: phone, reducedMotion: 'reduce' })
  expect(await movingAfterOpening(page)).toBe(0)
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior)).toBe('auto')
})

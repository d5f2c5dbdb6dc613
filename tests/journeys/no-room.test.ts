/** A device on which there is no room left: it says so, calls nothing kept that is not whole, and goes on when there is. */
import type { BrowserContext } from 'playwright-core'
import { describe, expect, inject, test } from 'vitest'
import { expectAccessible } from '../support/axe.ts'
import { visitor } from '../support/browser.ts'
import { course, cut, isKept, keepIt, manual, onDevice, said } from '../support/kept-page.ts'

/** Requests to such addresses wait until they are let go. */
async function holdBack(context: BrowserContext, addresses: string) {
  let letGo = () => {}
  const free = new Promise<void>((resolve) => (letGo = resolve))
  let held = 0
  await context.route(addresses, async (route) => {
    held++
    await free
    await route.continue()
  })
  return {
    waiting: () => held,
    letGo: async () => {
      letGo()
      await context.unrouteAll({ behavior: 'wait' })
    },
  }
}

describe('A course or a manual', () => {
  test('that does not fit is not begun, and what was kept stays', async () => {
    const context = await visitor()
    const page = await context.newPage()
    await page.goto(manual)
    await keepIt(page).click()
    await expect.poll(() => said(page).textContent()).toMatch(/^Сачувано: издање/)
    await expect.poll(async () => (await onDevice(page)).kept.length).toBe(2)
    const line = await context.newCDPSession(page)
    await line.send('Storage.overrideQuotaForOrigin', { origin: inject('centre').url, quotaSize: 1 })
    await page.goto(course)
    await keepIt(page).click()
    await expect.poll(() => said(page).textContent()).toContain('нема довољно места')
    await line.send('Storage.overrideQuotaForOrigin', { origin: inject('centre').url })
    const after = await onDevice(page)
    expect(after.kept).toEqual(['centre/centre', 'manual/prirucnik-prvi-kontakt'])
    expect(after.missing).toEqual([])
  })

  test('that outgrows the room in the middle says so, stays unfinished, and is finished once there is room', { timeout: 120_000 }, async () => {
    const context = await visitor({ expected: cut })
    const page = await context.newPage()
    await page.goto(course)
    await keepIt(page).click()
    await isKept(page)
    await expect.poll(async () => (await onDevice(page)).kept).toEqual(['centre/centre', 'course/C01'])
    await page.goto(manual)
    const free = await holdBack(context, '**/api/v1/kept/files/*')
    await keepIt(page).click()
    await expect.poll(free.waiting).toBeGreaterThan(0)
    const line = await context.newCDPSession(page)
    const origin = inject('centre').url
    const used = await page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0)
    await line.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: used + 20_000 })
    await free.letGo()
    await expect.poll(() => said(page).textContent()).toMatch(/нема довољно места: треба још \d+([.,]\d)?\u00a0(kB|MB).*Чување није довршено/)
    await expectAccessible(page)
    const after = await onDevice(page)
    expect(after).toMatchObject({ kept: ['centre/centre', 'course/C01'], partly: ['manual/prirucnik-prvi-kontakt'], missing: [], wrong: [] })
    await page.reload()
    await expect.poll(() => said(page).textContent()).toContain('Чување није довршено')
    await page.goto('/sr/on-device')
    const row = page.locator('[data-key="manual/prirucnik-prvi-kontakt"]')
    await expect.poll(() => row.locator('[data-said]').textContent()).toContain('Чување није довршено')
    await page.locator('[data-key="course/C01"]').getByRole('button', { name: 'Обришите са уређаја' }).click()
    await expect.poll(() => page.locator('[data-key="course/C01"]').count()).toBe(0)
    await row.getByRole('button', { name: 'Наставите' }).click()
    await expect.poll(() => row.locator('[data-said]').textContent()).toMatch(/^Сачувано: издање/)
    expect(await onDevice(page)).toMatchObject({ kept: ['centre/centre', 'manual/prirucnik-prvi-kontakt'], partly: [], missing: [], wrong: [] })
    await line.send('Storage.overrideQuotaForOrigin', { origin })
  })
})

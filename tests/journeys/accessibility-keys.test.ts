/** Where the focus is, what pressing does, and what nobody needs to drag. Numbers are those of WCAG 2.2. */
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { questions } from '../support/answers.ts'
import { desk, phone, visit } from '../support/browser.ts'
import { browserOf, newLearner } from '../support/people.ts'
import { questionsOn, startTest } from '../support/taking-tests.ts'

const unit = '/sr/courses/C01/1-1-medjunarodni-pojmovi'
const stops = 'a[href], button:not([disabled]), input:not([type=hidden]):not([disabled]), select, textarea, summary, video[controls], [tabindex="0"]'

/** What can be focused, in the order of the page; of radio buttons with one name only one is a stop. */
function expectedStops(page: Page): Promise<string[]> {
  return page.locator(stops).evaluateAll((all) => {
    const groups = new Set<string>()
    return all
      .filter((one) => one.checkVisibility({ visibilityProperty: true }) && (one as HTMLElement).tabIndex >= 0)
      .filter((one) => {
        const { type, name } = one as HTMLInputElement
        if (type !== 'radio') return true
        const known = groups.has(name)
        groups.add(name)
        return !known
      })
      .map((one) => one.outerHTML.slice(0, 160))
  })
}

const focused = (page: Page) => page.evaluate(() => document.activeElement?.outerHTML.slice(0, 160) ?? '')

/** Presses Tab to the end of the page; looks at each stop. */
async function tabThrough(page: Page, look: () => Promise<void> = () => Promise.resolve()): Promise<string[]> {
  const met: string[] = []
  for (let presses = 0; presses < 400; presses++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate(() => document.activeElement === document.body)) return met
    met.push(await focused(page))
    await look()
  }
  throw new Error(`Tab never left ${page.url()}`)
}

/** Whether anything of the focused element can be seen and pressed: not all of it lies under something else. */
function isReached(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    const at = document.activeElement as HTMLElement
    const target = at.matches('input[type=radio], input[type=checkbox]') ? (at.closest('label') ?? at) : at
    const look = () =>
      [...target.getClientRects()].some((box) =>
        [0.1, 0.5, 0.9].some((x) =>
          [0.1, 0.5, 0.9].some((y) => {
            const met = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y)
            return met !== null && (target.contains(met) || met.contains(target))
          }),
        ),
      )
    for (let frame = 0; frame < 60 && !look(); frame++) await new Promise(requestAnimationFrame)
    return look()
  })
}

/** How many points of the picture around the focused element change when it loses the focus. */
async function changedPoints(page: Page): Promise<number> {
  const box = await page.evaluate(() => {
    const at = document.activeElement as HTMLElement
    const { x, y, width, height } = (at.closest('label.choice, form.search') ?? at).getBoundingClientRect()
    return { x: Math.max(0, x - 8), y: Math.max(0, y - 8), width: Math.min(width + 16, innerWidth), height: Math.min(height + 16, 200) }
  })
  const picture = async () => (await page.screenshot({ clip: box, caret: 'hide', animations: 'disabled' })).toString('base64')
  const on = await picture()
  await page.evaluate(() => {
    const at = document.activeElement as HTMLElement
    ;(globalThis as unknown as { at: HTMLElement }).at = at
    at.blur()
  })
  const off = await picture()
  await page.evaluate(() => (globalThis as unknown as { at: HTMLElement }).at.focus({ preventScroll: true, focusVisible: true } as FocusOptions))
  return page.evaluate(
    async ([a = '', b = '']) => {
      const points = async (data: string) => {
        const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0))]))
        const pen = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d') as OffscreenCanvasRenderingContext2D
        pen.drawImage(bitmap, 0, 0)
        return new Uint32Array(pen.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer)
      }
      const [one, other] = await Promise.all([points(a), points(b)])
      return one.reduce((sum, point, at) => sum + (point === other[at] ? 0 : 1), 0)
    },
    [on, off],
  )
}

describe('The focus', () => {
  it.each(['/sr', '/sr/sign-in', '/sr/glossary', '/sr/search?q=azil', '/en/courses/C01', '/sr/library', '/sr/verify'])(
    'goes through %s in the order of the page, and going there changes nothing (2.4.3, 3.2.1)',
    async (path) => {
      const page = await visit(path)
      const place = page.url()
      // What the device knows is written into the page a moment later.
      await page.waitForFunction(() => [...document.querySelectorAll('[data-keep]')].every((panel) => panel.querySelector('button') !== null))
      const expected = await expectedStops(page)
      // The page may begin in the middle of itself, at the field that is to be filled in first.
      expect(await tabThrough(page)).toEqual(expected)
      expect(page.url()).toBe(place)
      expect(await page.locator(':popover-open, dialog[open]').count()).toBe(0)
    },
  )

  it.each([
    ['/sr', phone],
    ['/sr/sign-in', desk],
    [unit, desk],
  ])('changes the picture at every stop of %s (2.4.7, 1.4.11)', { timeout: 90_000 }, async (path, viewport) => {
    const page = await visit(path, { viewport, reducedMotion: 'reduce' })
    for (let stop = 0; stop < 16; stop++) {
      await page.keyboard.press('Tab')
      const at = await focused(page)
      if (at.startsWith('<body')) break
      // A ring of two pixels around the least target has some 200 points.
      expect(await changedPoints(page), at).toBeGreaterThan(190)
    }
  })

  it('is never wholly under what stays on top, forwards or back (2.4.11)', { timeout: 90_000 }, async () => {
    const { session } = await newLearner()
    const page = await (await browserOf(session, { viewport: phone, reducedMotion: 'reduce' })).newPage()
    const attempt = await startTest(page, 'final')
    await page.goto(`/sr/attempts/${attempt}?q=all`)
    const look = async () => expect(await isReached(page), await focused(page)).toBe(true)
    for (const key of ['Tab', 'Shift+Tab'])
      for (let presses = 0; presses < 25; presses++) {
        await page.keyboard.press(key)
        if (!(await page.evaluate(() => document.activeElement === document.body))) await look()
      }
  })

  it('comes back to the button of the menu when Escape closes it (2.4.3, 2.1.2)', async () => {
    const page = await visit('/sr', { viewport: phone })
    const button = page.locator('.menu-button')
    await button.focus()
    await page.keyboard.press('Enter')
    await page.locator('#site-menu:popover-open').waitFor()
    await page.keyboard.press('Tab')
    expect(await page.locator('#site-menu').evaluate((menu) => menu.contains(document.activeElement))).toBe(true)
    await page.keyboard.press('Escape')
    expect(await button.evaluate((one) => one === document.activeElement)).toBe(true)
  })
})

describe('Keys and pointers', () => {
  it.each([unit, '/sr/courses/C10/trainer-pack/02-slajdovi/project', '/sr/glossary'])('no letter or figure alone does anything on %s (2.1.4)', async (path) => {
    const page = await visit(path)
    const state = () =>
      page.evaluate(() => `${location.href} ${scrollY} ${document.querySelectorAll(':popover-open, dialog[open]').length} ${document.activeElement?.tagName}`)
    const before = await state()
    for (const key of 'abcdefghijklmnopqrstuvwxyz0123456789/?.,+-') await page.keyboard.press(key)
    expect(await state()).toBe(before)
  })

  it('pressing begins nothing before it is let go, and moving away takes it back (2.5.2)', async () => {
    const page = await visit('/sr/sign-in')
    const press = async (target: Locator) => {
      const box = await target.boundingBox()
      await page.mouse.move((box?.x ?? 0) + 8, (box?.y ?? 0) + 8)
      await page.mouse.down()
      await page.waitForTimeout(100)
      expect(new URL(page.url()).pathname).toBe('/sr/sign-in')
      await page.mouse.move(4, 700)
      await page.mouse.up()
      await page.waitForTimeout(100)
      expect(new URL(page.url()).pathname).toBe('/sr/sign-in')
    }
    await press(page.locator('.site-menu a').first())
    await press(page.locator('main form button.main'))
    await press(page.locator('main a[href="/sr/forgotten"]'))
  })

  it.each(['ordering', 'matching'] as const)(
    'a question of the type %s is answered by choosing from lists: nothing can be dragged (2.5.7, 2.5.1)',
    async (type) => {
      const question = [...questions.values()].find((one) => one.use === 'practice' && one.type === type)
      const page = await visit(`/sr/courses/C01/${question?.passage.unit}`, { viewport: phone })
      const box = page.locator(`#q-${question?.id}`)
      expect(await box.locator('select').count()).toBeGreaterThan(1)
      expect(await page.locator('[draggable=true], [ondragstart], canvas').count()).toBe(0)
    },
  )

  it('choosing an answer or a filter leads nowhere before a button is pressed (3.2.2)', async () => {
    const { session } = await newLearner()
    const page = await (await browserOf(session)).newPage()
    await startTest(page, '1')
    const place = page.url()
    const [id = ''] = await questionsOn(page)
    const first = page.locator(`[name="${id}"], [name^="${id}."]`).first()
    if (await first.evaluate((field) => field.tagName === 'SELECT')) await first.selectOption({ index: 1 })
    else if (/radio|checkbox/.test((await first.getAttribute('type')) ?? '')) await first.check()
    else await first.fill('7')
    await page.waitForTimeout(300)
    expect(page.url()).toBe(place)
  })
})

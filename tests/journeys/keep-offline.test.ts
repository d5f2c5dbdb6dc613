/** What is kept on a device is whole, or it is not called kept. */
import type { BrowserContext, Page, Route } from 'playwright-core'
import { describe, expect, inject, test } from 'vitest'
import { expectAccessible } from '../support/axe.ts'
import { desk, langOf, phone, prefixes, visit, visitor } from '../support/browser.ts'

const course = '/sr/courses/C01'
const manual = '/sr/library/manuals/prirucnik-prvi-kontakt'
/** What a browser itself says of requests that were cut off. */
const cut = [/Failed to load resource/, /net::ERR_/]

const panel = (page: Page) => page.locator('[data-keep]').first()
const said = (page: Page) => panel(page).locator('[data-said]')
const act = (page: Page, name: string | RegExp) => panel(page).getByRole('button', { name })
const keepIt = (page: Page) => act(page, 'Сачувајте за рад без мреже')
const isKept = (page: Page) => expect.poll(() => said(page).textContent()).toMatch(/^Сачувано: верзија \d/)

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
      await context.unroute(addresses)
    },
  }
}

/** What the device has written down, and the bytes that lie on it. */
function onDevice(page: Page) {
  return page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('putokaz-kept')
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    const all = (store: string) =>
      new Promise<{ key: string; files?: { href: string }[] }[]>((resolve) => {
        const request = db.transaction(store).objectStore(store).getAll()
        request.onsuccess = () => resolve(request.result)
      })
    const [kept, partly] = [await all('kept'), await all('partly')]
    db.close()
    const cache = await caches.open('putokaz-kept')
    const files = (await cache.keys()).map(({ url }) => new URL(url).pathname)
    const hashes = await Promise.all(
      files.map(async (file) => {
        const bytes = await (await cache.match(file))?.arrayBuffer()
        const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes ?? new ArrayBuffer()))
        return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
      }),
    )
    const needed = kept.flatMap((one) => one.files ?? []).map(({ href }) => href)
    return {
      kept: kept.map(({ key }) => key).sort(),
      partly: partly.map(({ key }) => key),
      files,
      wrong: files.filter((file, at) => !file.includes(hashes[at] ?? '?')),
      missing: needed.filter((href) => !files.includes(href)),
    }
  })
}

describe('A course', () => {
  test('says its size first, is kept whole with what all pages lean on, and is taken off again', async () => {
    const page = await visit(course, { viewport: phone })
    await expect.poll(() => said(page).textContent()).toMatch(/На уређају заузима \d+([.,]\d)?\u00a0(kB|MB)/)
    expect((await onDevice(page)).files).toEqual([])
    await keepIt(page).click()
    await isKept(page)
    await expect.poll(async () => (await onDevice(page)).kept).toEqual(['centre/centre', 'course/C01'])
    const { wrong, missing, files } = await onDevice(page)
    expect({ wrong, missing }).toEqual({ wrong: [], missing: [] })
    expect(files.filter((file) => file.startsWith('/files/')).length).toBeGreaterThan(0)
    await act(page, 'Обришите са уређаја').click()
    await expect.poll(() => keepIt(page).count()).toBe(1)
    expect((await onDevice(page)).kept).toEqual(['centre/centre'])
  })

  test('of which one byte is other than promised is never kept, and says so', async () => {
    const context = await visitor()
    const flip = async (route: Route) => {
      const answer = await route.fetch()
      const body = await answer.body()
      body[100] = (body[100] ?? 0) ^ 1
      await route.fulfill({ response: answer, body })
    }
    const page = await context.newPage()
    await page.goto(course)
    const { courses } = (await (await page.request.get('/api/v1/kept')).json()) as { courses: { files: { href: string; is: string }[] }[] }
    const picture = courses[0]?.files.find(({ is }) => is === 'picture')?.href ?? ''
    await context.route(`**${picture}`, flip)
    await keepIt(page).click()
    await expect.poll(() => said(page).textContent()).toContain('стигла оштећена')
    const after = await onDevice(page)
    expect(after.kept).toEqual([])
    expect(after.partly).toEqual(['course/C01'])
    expect(after.wrong).toEqual([])
    expect(after.files).not.toContain(picture)
    await context.unroute(`**${picture}`, flip)
    await act(page, 'Наставите').click()
    await isKept(page)
  })

  test('goes on where the network broke off, and asks only for what is missing', async () => {
    const context = await visitor({ expected: cut })
    const asked: string[] = []
    context.on('request', (request) => asked.push(new URL(request.url()).pathname))
    const page = await context.newPage()
    await page.goto(course)
    await context.route('**/files/*/*', (route) => route.abort('internetdisconnected'))
    await keepIt(page).click()
    await expect.poll(() => said(page).textContent()).toContain('Веза се прекинула')
    const before = await onDevice(page)
    expect(before.kept).toEqual([])
    expect(before.files.length).toBeGreaterThan(0)
    await page.reload()
    await expect.poll(() => said(page).textContent()).toContain('Чување није довршено')
    await context.unroute('**/files/*/*')
    asked.length = 0
    await act(page, 'Наставите').click()
    await isKept(page)
    expect(before.files.filter((file) => asked.includes(file))).toEqual([])
  })

  test('is stopped when its reader wants it, and what has arrived can be deleted', async () => {
    const context = await visitor({ expected: cut })
    const page = await context.newPage()
    await page.goto(course)
    await context.route('**/files/*/*', () => {})
    await keepIt(page).click()
    await expect.poll(() => panel(page).locator('progress').isVisible()).toBe(true)
    await expectAccessible(page)
    await act(page, 'Прекините').click()
    await expect.poll(() => said(page).textContent()).toContain('Прекинули сте чување')
    await act(page, 'Обришите преузето').click()
    await expect.poll(() => keepIt(page).count()).toBe(1)
    expect(await onDevice(page)).toMatchObject({ kept: [], partly: [], files: [] })
    await context.unrouteAll({ behavior: 'ignoreErrors' })
  })

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
    const free = await holdBack(context, '**/files/*/*')
    await keepIt(page).click()
    await expect.poll(async () => (await onDevice(page)).files.length).toBeGreaterThan(0)
    await expect.poll(free.waiting).toBeGreaterThan(0)
    const line = await context.newCDPSession(page)
    const origin = inject('centre').url
    const used = await page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0)
    await line.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: used + 10_000 })
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

  test('of which the browser took something away says so, and is kept again', async () => {
    const page = await visit(course)
    await keepIt(page).click()
    await isKept(page)
    await page.evaluate(async () => {
      const cache = await caches.open('putokaz-kept')
      const [first] = (await cache.keys()).filter(({ url }) => url.includes('/api/v1/kept/files/'))
      if (first) await cache.delete(first)
    })
    await page.reload()
    await expect.poll(() => said(page).textContent()).toContain('Прегледач је обрисао део сачуваног')
    await act(page, 'Сачувајте поново').click()
    await isKept(page)
    expect((await onDevice(page)).missing).toEqual([])
  })

  test('in a newer version is offered, and until that one is whole the kept one stays', async () => {
    const context = await visitor({ expected: cut })
    const page = await context.newPage()
    await page.goto(course)
    await keepIt(page).click()
    await isKept(page)
    const newer = async (route: Route) => {
      const answer = await route.fetch()
      const offer = (await answer.json()) as { courses: { version: string; files: { href: string; sha256: string }[] }[] }
      const [first] = offer.courses
      const [file] = first?.files ?? []
      if (!first || !file) throw new Error('no course to keep')
      Object.assign(first, { version: '9.0.0' })
      Object.assign(file, { href: `/api/v1/kept/files/${'0'.repeat(64)}.json`, sha256: '0'.repeat(64) })
      await route.fulfill({ response: answer, json: offer })
    }
    await context.route('**/api/v1/kept', newer)
    await context.route('**/api/v1/kept/files/000*', (route) => route.abort('internetdisconnected'))
    await page.reload()
    await expect.poll(() => said(page).textContent()).toContain('Постоји новија верзија: 9.0.0')
    await act(page, 'Преузмите новије').click()
    await expect.poll(() => said(page).textContent()).toContain('Веза се прекинула')
    const after = await onDevice(page)
    expect(after.kept).toContain('course/C01')
    expect(after.missing).toEqual([])
    await context.unrouteAll({ behavior: 'ignoreErrors' })
  })
})

describe('What courses and manuals share', () => {
  test('stays while one of them is kept', async () => {
    const page = await visit(course)
    await keepIt(page).click()
    await isKept(page)
    await page.goto(manual)
    await keepIt(page).click()
    await expect.poll(() => said(page).textContent()).toMatch(/^Сачувано: издање/)
    await page.goto(course)
    await act(page, 'Обришите са уређаја').click()
    await expect.poll(() => keepIt(page).count()).toBe(1)
    const after = await onDevice(page)
    expect(after.kept).toEqual(['centre/centre', 'manual/prirucnik-prvi-kontakt'])
    expect(after.missing).toEqual([])
  })
})

describe('The page of what is on this device', () => {
  test.each(prefixes)('in %s says what to do while nothing is kept, and lists what is', { timeout: 90_000 }, async (prefix) => {
    const page = await visit(`/${prefix}/on-device`, { viewport: phone })
    await page.locator('[data-empty]').waitFor()
    await expectAccessible(page)
    await page.goto(`/${prefix}/courses/C01`)
    await expectAccessible(page)
    await panel(page).getByRole('button').first().click()
    await page.locator('[data-keep] button.quiet').waitFor()
    await page.goto(`/${prefix}/on-device`)
    await expect.poll(() => page.locator('[data-list] > li').count()).toBe(2)
    expect(await page.locator('html').getAttribute('lang')).toBe(langOf[prefix])
    expect(await page.locator(`[data-list] a[href="/${prefix}/courses/C01"]`).count()).toBe(1)
    expect(await page.locator('[data-room]').textContent()).toMatch(/\d/)
    for (const viewport of [phone, desk]) {
      await page.setViewportSize(viewport)
      await expectAccessible(page)
    }
    await page.locator('[data-key="course/C01"] button').click()
    await expect.poll(() => page.locator('[data-list] > li').count()).toBe(1)
  })

  test('looks for newer when asked, and says when there is none', async () => {
    const page = await visit(course)
    await keepIt(page).click()
    await isKept(page)
    await page.goto('/sr/on-device')
    await page.getByRole('button', { name: 'Проверите има ли новијег' }).click()
    await expect.poll(() => page.locator('[data-checked]').textContent()).toBe('Све што је сачувано је најновије.')
  })

  test('says without scripts what is needed, and offers nothing that would not work', async () => {
    const page = await visit('/sr/on-device', { javaScriptEnabled: false })
    expect(await page.locator('noscript').textContent()).toContain('тражи прегледач са укљученим скриптама')
    expect(await page.getByRole('button', { name: 'Проверите има ли новијег' }).count()).toBe(0)
    await page.goto(course)
    expect(await page.getByRole('button', { name: 'Сачувајте за рад без мреже' }).count()).toBe(0)
    expect(await page.locator('[data-keep]').isVisible()).toBe(false)
  })
})

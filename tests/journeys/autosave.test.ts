import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import * as words from '#texts/generated/learning.ts'
import * as outbox from '#texts/generated/outbox.ts'
import { answerRightly, answerWrongly, questionOf } from '../support/answers.ts'
import { expectAccessible } from '../support/axe.ts'
import type { Centre } from '../support/centre.ts'
import { browserFlags, executablePath, killBrowser } from '../support/chromium.ts'
import { browserOf, newLearner } from '../support/people.ts'
import { demoAccounts, type RunningServer, startServer } from '../support/server.ts'
import { questionsOn, startTest } from '../support/taking-tests.ts'

const v = 'sr-Cyrl'

/** What the fields of the page say, by name. */
function given(page: Page): Promise<Record<string, string>> {
  return page.locator('#answers').evaluate((form) => {
    const fields = [...new FormData(form as HTMLFormElement)].filter(([name]) => name !== 'item')
    return Object.fromEntries(fields.map(([name, value], index) => [`${name}#${index}`, String(value)]))
  })
}

/** Waits until the line that tells how things are saved says this and nothing else: „Није сачувано“ ends like „Сачувано“. */
async function untilSaid(page: Page, text: string, timeout = 15_000): Promise<void> {
  await page.waitForFunction((wanted) => document.querySelector('[data-saved-state]')?.textContent?.trim() === wanted, text, { timeout })
}

async function inTest(test: string, options: Parameters<typeof browserOf>[1] = {}) {
  const learner = await newLearner()
  const context = await browserOf(learner.session, options)
  const page = await context.newPage()
  const attempt = await startTest(page, test)
  const [id = ''] = await questionsOn(page)
  return { context, page, attempt, id, learner }
}

describe('An answer', () => {
  it('is saved as it is given, says so, and is there after the tab was closed', async () => {
    const { context, page, id, attempt } = await inTest('1')
    await answerRightly(page, id)
    await untilSaid(page, words.saved(v))
    await expectAccessible(page)
    const before = await given(page)
    await page.close({ runBeforeUnload: true })
    const again = await context.newPage()
    await again.goto(`/sr/attempts/${attempt}`)
    expect(await given(again)).toEqual(before)
  })

  it('that was only just typed is kept when the tab is closed at once', async () => {
    const { context, page, attempt } = await inTest('4')
    await page.goto(`/sr/attempts/${attempt}?q=all`)
    const ids = await questionsOn(page)
    for (const id of ids) if (/shorttext|numeric|gaptext/.test(questionOf(id).type)) await answerRightly(page, id)
    const before = await given(page)
    await page.goto('about:blank')
    const again = await context.newPage()
    await again.goto(`/sr/attempts/${attempt}?q=all`)
    expect(await given(again)).toEqual(before)
  })

  it('given without a connection waits, says so, and is saved when the line is back', async () => {
    const { context, page, id, attempt } = await inTest('2', { expected: ['ERR_INTERNET_DISCONNECTED'] })
    await context.setOffline(true)
    await answerRightly(page, id)
    await untilSaid(page, words.keptHere(v))
    await expectAccessible(page)
    await context.setOffline(false)
    await untilSaid(page, words.saved(v))
    const other = await (await browserOf((await context.cookies()).find(({ name }) => name === 'session')?.value ?? '')).newPage()
    await other.goto(`/sr/attempts/${attempt}`)
    expect(await given(other)).toEqual(await given(page))
  })

  it('given without a connection is not lost with the tab: the device sends it when she comes back', async () => {
    const { context, page, id, attempt } = await inTest('2', { expected: ['ERR_INTERNET_DISCONNECTED'] })
    await context.setOffline(true)
    await answerRightly(page, id)
    await untilSaid(page, words.keptHere(v))
    const before = await given(page)
    await page.close()
    await context.setOffline(false)
    const again = await context.newPage()
    await again.goto(`/sr/attempts/${attempt}`)
    await untilSaid(again, words.saved(v))
    await again.reload()
    expect(await given(again)).toEqual(before)
  })

  it('in a second tab is the newer one; what is given after it in the first is newer still', async () => {
    const { context, page, id, attempt } = await inTest('3', { expected: ['409'] })
    const second = await context.newPage()
    await second.goto(`/sr/attempts/${attempt}`)
    await answerWrongly(page, id)
    await untilSaid(page, words.saved(v))
    await answerRightly(second, id)
    await untilSaid(second, words.saved(v))
    const third = await context.newPage()
    const keptByNow = async () => {
      await third.goto(`/sr/attempts/${attempt}`)
      return given(third)
    }
    // „Сачувано“ may still speak of the first of two gaps.
    await expect.poll(keptByNow).toEqual(await given(second))
    await answerRightly(page, id)
    await untilSaid(page, words.saved(v))
    await third.reload()
    expect(await given(third)).toEqual(await given(page))
  })

  it('after handing in, in another tab, is not taken, and the page says why', async () => {
    const { context, page, id, attempt } = await inTest('5', { expected: ['409'] })
    const second = await context.newPage()
    await second.goto(`/sr/attempts/${attempt}/review`)
    await second.locator('main form button').first().click()
    await second.waitForURL((url) => url.pathname.endsWith('/result'))
    await answerRightly(page, id)
    await untilSaid(page, words.closedElsewhere(v))
    await page.reload()
    expect(new URL(page.url()).pathname).toBe(`/sr/attempts/${attempt}/result`)
  })
})

describe('An answer that waits on the device', () => {
  const offline = { expected: ['ERR_INTERNET_DISCONNECTED'] }
  const sign = (page: Page) => page.locator('[data-outbox-sign] [data-line]').textContent()

  it('is counted in the header and on the list, lies there encrypted, and is sent from any page', async () => {
    const { context, page, id, attempt } = await inTest('2', offline)
    await untilSaid(page, words.notYet(v))
    await context.setOffline(true)
    await answerRightly(page, id)
    await untilSaid(page, words.keptHere(v))
    await expect.poll(() => sign(page)).toContain(outbox.waiting(v, { count: '1' }))
    const before = await given(page)
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([])
    expect(await storedText(page)).not.toContain(id)
    await page.close()
    await context.setOffline(false)
    await context.route('**/api/v1/attempts/**', (route) => route.abort('internetdisconnected'))
    const list = await context.newPage()
    await list.goto('/sr/me/outbox')
    const entry = list.locator('[data-items] li.waiting')
    await entry.waitFor()
    expect(await entry.locator('[data-what]').textContent()).toBe(outbox.whatAnswer(v))
    expect(await entry.locator('[data-title]').getAttribute('href')).toBe(`/sr/attempts/${attempt}`)
    await expectAccessible(list)
    await context.unroute('**/api/v1/attempts/**')
    await list.locator('[data-send]').click()
    await list.locator('[data-items] li.sent').waitFor()
    await list.goto(`/sr/attempts/${attempt}`)
    expect(await given(list)).toEqual(before)
  })

  it('stands in its place again when the page is opened anew, also before it could be sent', async () => {
    const { context, page, id } = await inTest('2', offline)
    await untilSaid(page, words.notYet(v))
    await context.route('**/api/v1/attempts/**', (route) => route.abort('internetdisconnected'))
    await answerRightly(page, id)
    await untilSaid(page, words.keptHere(v))
    const before = await given(page)
    await page.reload()
    await expect.poll(() => given(page)).toEqual(before)
    await untilSaid(page, words.keptHere(v))
  })

  it('outlives the browser that is killed (kill -9) once the page has said that it is kept', { timeout: 120_000 }, async () => {
    const learner = await newLearner()
    const folder = await mkdtemp(join(tmpdir(), 'putokaz-attempt-'))
    const open = async () => {
      const context = await chromium.launchPersistentContext(folder, { executablePath, args: [...browserFlags], baseURL: inject('centre').url })
      await context.addCookies([{ name: 'session', value: learner.session, url: inject('centre').url, httpOnly: true, sameSite: 'Lax' }])
      return { context, page: await context.newPage() }
    }
    const first = await open()
    const attempt = await startTest(first.page, '2')
    const [id = ''] = await questionsOn(first.page)
    await untilSaid(first.page, words.notYet(v))
    await first.context.setOffline(true)
    await answerRightly(first.page, id)
    await untilSaid(first.page, words.keptHere(v))
    const before = await given(first.page)
    await killBrowser(first.context, first.page)
    const second = await open()
    await second.page.goto('/sr/me')
    await expect.poll(() => sign(second.page), { timeout: 30_000 }).toContain(outbox.allSent(v, { time: '' }).trim())
    await second.page.goto(`/sr/attempts/${attempt}`)
    expect(await given(second.page)).toEqual(before)
    await second.context.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  })

  it('of an earlier edition, which lay there in the open, is taken over, once, and sent', async () => {
    const { page, id, attempt } = await inTest('2')
    await answerRightly(page, id)
    await untilSaid(page, words.saved(v))
    const key = `attempt/${attempt}/${id}`
    await page.evaluate(([place = '', text = '']) => localStorage.setItem(place, text), [key, JSON.stringify(older(id))])
    await page.goto('/sr/me')
    await expect.poll(() => page.evaluate((place) => localStorage.getItem(place), key)).toBeNull()
    await expect.poll(() => sign(page)).toContain(outbox.allSent(v, { time: '' }).trim())
    await page.goto(`/sr/attempts/${attempt}`)
    expect(await given(page)).toEqual({})
  })
})

/** An answer taken back, as the edition before left it in the browser. */
function older(item: string) {
  return { id: crypto.randomUUID(), item, response: null, sequence: Date.now() + 1000 }
}

/** Everything that can be read in the stores of this browser without a key. */
function storedText(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('putokaz-outbox')
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    const rows = await new Promise<{ body: { data: ArrayBuffer }; shown: { data: ArrayBuffer } }[]>((resolve) => {
      const request = db.transaction('entry').objectStore('entry').getAll()
      request.onsuccess = () => resolve(request.result)
    })
    db.close()
    const decoder = new TextDecoder()
    return rows.map((row) => JSON.stringify(row) + decoder.decode(row.body.data) + decoder.decode(row.shown.data)).join('\n')
  })
}

describe('When the server is killed (kill -9)', () => {
  let server: RunningServer
  let centre: Centre
  beforeAll(async () => {
    server = await startServer({ port: 4882 })
    centre = { url: server.url, dataFolder: server.dataFolder, accounts: await demoAccounts(server.dataFolder) }
  }, 120_000)
  afterAll(() => server.stop())

  it('nothing that was saved is lost, and what was given meanwhile is saved when it is back', { timeout: 120_000 }, async () => {
    const learner = await newLearner('Јован Узорак', centre)
    const page = await (await browserOf(learner.session, { baseURL: centre.url, expected: ['ERR_', '50'] })).newPage()
    const attempt = await startTest(page, '1')
    await page.goto(`/sr/attempts/${attempt}?q=all`)
    const [first = '', second = ''] = await questionsOn(page)
    await answerRightly(page, first)
    await untilSaid(page, words.saved(v))
    await server.kill('SIGKILL')
    await answerRightly(page, second)
    await untilSaid(page, words.keptHere(v))
    const { dataFolder, stop } = server
    const revived = await startServer({ port: 4882, dataFolder })
    server = {
      ...revived,
      stop: async () => {
        await revived.stop()
        await stop()
      },
    }
    await untilSaid(page, words.saved(v), 40_000)
    const before = await given(page)
    await page.reload()
    expect(await given(page)).toEqual(before)
    expect(Object.keys(before).some((name) => name.startsWith(first))).toBe(true)
    expect(Object.keys(before).some((name) => name.startsWith(second))).toBe(true)
  })
})

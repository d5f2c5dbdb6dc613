/** SEC-66: what is typed into a field tool leaves the device in no way, and a person finds her way through the tool on a phone. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { expectAccessible } from '../support/axe.ts'
import { desk, langOf, type Prefix, phone, prefixes, visit, visitor } from '../support/browser.ts'
import { type RecordingProxy, recordingProxy } from '../support/recording-proxy.ts'
import { expectNoSidewaysScroll } from '../support/shape.ts'

const screening = 'prepoznaj-i-uputi'
const gates = 'dobrovoljni-povratak'
const canaries = Array.from({ length: 50 }, (_, i) => `Kanar${String(i).padStart(2, '0')}Q${(i * 7919 + 104_729).toString(36)}`)

/** The ways in which a text could be dressed before it is sent. */
function dressed(text: string): Buffer[] {
  const bytes = Buffer.from(text)
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice(shift === 0 ? 0 : 4, -4),
  )
  const utf16 = Buffer.from(text, 'utf16le')
  const texts = [text, text.toLowerCase(), encodeURIComponent(text), bytes.toString('hex'), [...text].reverse().join(''), ...base64]
  return [...texts.map((one) => Buffer.from(one)), utf16, gzipSync(bytes).subarray(10, -8), deflateSync(bytes).subarray(2, -4), deflateRawSync(bytes)]
}
const forms = new Map(canaries.flatMap((text) => dressed(text).map((form) => [form.toString('latin1'), text] as const)))

/** Canaries in some bytes, in whatever dress. */
function found(bytes: Buffer | string): string[] {
  const text = (typeof bytes === 'string' ? Buffer.from(bytes) : bytes).toString('latin1')
  return [...new Set([...forms].flatMap(([form, canary]) => (text.includes(form) ? [canary] : [])))]
}

let proxy: RecordingProxy

beforeAll(async () => {
  proxy = await recordingProxy()
})
afterAll(() => proxy.stop())

/**
 * Chromium asks its maker what kind of form it sees, by a hash of the names of fields; no page can forbid it, and no value is in it.
 * The tunnel leads nowhere here.
 */
const ofTheBrowser = 'content-autofill.googleapis.com:443'
const asked = (since: number) =>
  proxy
    .addresses()
    .slice(since)
    .filter((url) => url !== ofTheBrowser && !url.includes('/fonts/'))

/** A browser whose every byte outward is kept; also what it sends to this very machine goes through the proxy. */
const throughProxy = () => ({ proxy: { server: proxy.url, bypass: '<-loopback>' } })

async function openTool(page: Page, slug: string, prefix: Prefix = 'sr'): Promise<void> {
  await page.goto(`/${prefix}/tools/${slug}`)
  await page.locator('main a.button.main').click()
  await page.waitForURL(`**/t/${prefix}/${slug}`)
  await page.locator('.ways [aria-current]').waitFor()
}

/**
 * Puts canaries into every control of every step as if somebody had typed them, whatever the control would let in: what can't be
 * typed is set by script, so that no rule of a field hides a leak.
 */
async function typeEverywhere(page: Page): Promise<number> {
  return page.evaluate((texts) => {
    let next = 0
    const say = (field: Element) => {
      field.dispatchEvent(new Event('input', { bubbles: true }))
      field.dispatchEvent(new Event('change', { bubbles: true }))
    }
    const fields = [...document.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')]
    for (const field of fields) {
      const text = texts[next++ % texts.length] ?? ''
      if (field instanceof HTMLSelectElement) {
        field.add(new Option(text, text))
        field.value = text
      } else if (field.type === 'checkbox') field.checked = true
      else if (field.type === 'radio') field.checked = field.name !== 'danger' || field.value === 'no'
      else if (field.type === 'date') field.value = '2026-11-23'
      else field.value = text
      say(field)
    }
    // Then all fifty by hand, one after the other, into the field that takes text.
    for (const field of fields) {
      if (field instanceof HTMLSelectElement || field.type !== 'text') continue
      for (const text of texts) {
        field.value = text
        say(field)
      }
    }
    return fields.length
  }, canaries)
}

async function storedIn(context: BrowserContext, page: Page): Promise<string> {
  const state = await context.storageState({ indexedDB: true })
  const inPage = await page.evaluate(async () => ({
    title: document.title,
    address: location.href,
    history: history.state as unknown,
    name: window.name,
    cookie: document.cookie,
    local: { ...localStorage },
    session: { ...sessionStorage },
    databases: await indexedDB.databases(),
    caches: 'caches' in window ? await caches.keys() : [],
  }))
  return JSON.stringify([state, inPage])
}

async function filesOfServer(): Promise<string[]> {
  const folder = inject('centre').dataFolder
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const hits: string[] = []
  for (const file of files) {
    const bytes = await readFile(file).catch(() => Buffer.alloc(0))
    if (canaries.some((text) => bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le')))) hits.push(file)
  }
  return hits
}

describe('What is typed into a field tool', () => {
  it('would be found plain, in hex, in base64 at any place, in UTF-16, compressed and backwards', () => {
    for (const text of canaries) {
      const dresses = [text, `?a=${Buffer.from(text).toString('hex')}`, ...['', 'x', 'xy'].map((before) => Buffer.from(before + text).toString('base64'))]
      const packed = [gzipSync(text), deflateSync(text), deflateRawSync(text), Buffer.from(text, 'utf16le'), [...text].reverse().join('')]
      for (const dress of [...dresses, ...packed]) expect(found(dress), text).toContain(text)
    }
    expect(found('Kanar is no canary')).toEqual([])
  })

  it.each([screening, gates])('leaves in no request, address, title, cookie or store, and reaches no file of the server (%s)', async (slug) => {
    const context = await visitor({ viewport: phone, ...throughProxy() })
    const page = await context.newPage()
    page.on('dialog', (dialog) => dialog.accept())
    await openTool(page, slug)
    await page.waitForLoadState('networkidle')
    const before = proxy.addresses().length
    expect(await typeEverywhere(page)).toBeGreaterThan(20)
    for (const way of await page.locator('.ways a').all()) await way.click()
    await page.locator('.ways a[href="#note"]').click()
    await page.evaluate(() => {
      window.print = () => dispatchEvent(new Event('afterprint'))
    })
    await page.locator('[data-print]').click()
    // A fault in a page must not carry what stands in it anywhere.
    await page.evaluate((text) => setTimeout(() => console.info(new Error(text)), 0), canaries[0] ?? '')
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await page.waitForTimeout(500)
    expect(asked(before)).toEqual([])
    expect(found(await storedIn(context, page))).toEqual([])
    await page.locator('.tool-bar > a').click()
    await page.waitForURL(`**/tools/${slug}`)
    expect(found(await storedIn(context, page))).toEqual([])
    expect(proxy.addresses().length).toBeGreaterThan(before)
    expect(found(proxy.bytes())).toEqual([])
    expect(await filesOfServer()).toEqual([])
  })

  it('is refused by the policy of the page when a script tries to connect, to submit, to frame or to load a picture', async () => {
    const context = await visitor({ ...throughProxy(), expected: [/Content Security Policy/i, /violates the following/i, /Refused|blocked|Failed to/i] })
    const page = await context.newPage()
    await openTool(page, screening)
    await page.waitForLoadState('networkidle')
    const before = proxy.addresses().length
    await page.evaluate(async (text) => {
      const to = `/api/v1/${text}`
      const tries = [
        () => fetch(to, { method: 'POST', body: text }),
        () => navigator.sendBeacon(to, text),
        () => {
          const request = new XMLHttpRequest()
          request.open('POST', to)
          request.send(text)
        },
        () => new EventSource(to),
        () => new WebSocket(`ws://${location.host}/${text}`),
        () => Object.assign(new Image(), { src: to }),
        () => document.body.append(Object.assign(document.createElement('iframe'), { src: to })),
        () => {
          const form = Object.assign(document.createElement('form'), { action: to, method: 'post' })
          document.body.append(form)
          form.submit()
        },
      ]
      for (const one of tries) {
        try {
          await one()
        } catch {
          // That it fails is what is asked for.
        }
      }
    }, canaries[0] ?? '')
    await page.waitForTimeout(500)
    expect(asked(before)).toEqual([])
    expect(found(proxy.bytes())).toEqual([])
    expect(page.url()).toMatch(/\/t\/sr\//)
  })

  it('is gone after leaving, after reloading and on the way back, and the page says so before', async () => {
    const context = await visitor({ viewport: phone })
    const page = await context.newPage()
    const questions: string[] = []
    page.on('dialog', (dialog) => {
      questions.push(dialog.type())
      return dialog.accept()
    })
    await openTool(page, screening, 'en')
    await expect.poll(() => page.locator('.keep').innerText()).toMatch(/it is gone/)
    await page.locator('.ways a[href="#note"]').click()
    await page.locator('#note-place').pressSequentially('AC-03')
    await page.locator('.tool-bar > a').click()
    await page.waitForURL('**/en/tools/*')
    expect(questions).toEqual(['beforeunload'])
    await page.goBack()
    await page.locator('.ways [aria-current]').waitFor()
    expect(await page.locator('#note-place').inputValue()).toBe('')
    expect(await page.locator('[data-note="place"]').textContent()).toBe('…')
  })
})

describe('A field worker', () => {
  it.each(prefixes)('goes from what she sees to what to do now, and prints a note without a name (%s)', async (prefix) => {
    const page = await visit(`/${prefix}/tools`, { viewport: phone })
    await expectAccessible(page)
    await openTool(page, screening, prefix)
    expect(await page.locator('html').getAttribute('lang')).toBe(langOf[prefix])
    const next = () => page.locator('.step:not([hidden]) [data-next]').click()
    const steady = async () => {
      await expectNoSidewaysScroll(page)
      await expectAccessible(page)
    }
    await page.locator('input[name="danger"][value="yes"]').check()
    await steady()
    expect(await page.locator('.step:not([hidden]) .go').isVisible()).toBe(false)
    await page.locator('.ways a[href="#actions"]').click({ force: true })
    await expect.poll(() => page.url()).toMatch(/#begin$/)
    expect(await page.locator('#begin').isVisible()).toBe(true)
    await page.locator('input[name="danger"][value="no"]').check()
    await next()
    await page.locator('#stage').selectOption('registration')
    await next()
    for (const id of ['no-parent', 'papers-held']) await page.locator(`[data-indicator="${id}"]`).check()
    await steady()
    await next()
    const offered = await page.locator('#suggested > li').evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset['category']))
    expect(offered).toEqual(['child', 'uasc', 'trafficking', 'forced-marriage'])
    await page.locator('input[name="decide-uasc"][value="confirm"]').check()
    expect(await page.locator('[data-category="uasc"]').getAttribute('data-state')).toBe('reason-missing')
    await page.locator('#why-uasc').selectOption('said')
    await page.locator('input[name="decide-forced-marriage"][value="reject"]').check()
    await page.locator('#why-forced-marriage').selectOption('other-cause')
    await page.locator('#others-fold > summary').click()
    await page.locator('input[name="decide-pregnancy"][value="confirm"]').check()
    expect(await page.locator('#why-pregnancy option[value="seen"]').count()).toBe(0)
    await page.locator('#why-pregnancy').selectOption('experience')
    await steady()
    await next()
    expect(await page.locator('[data-action]:not([hidden])').count()).toBeGreaterThan(4)
    expect(await page.locator('[data-path]:not([hidden])').count()).toBe(1)
    await steady()
    await next()
    await steady()
    await next()
    await page.locator('#note-place').fill('Марија Пример')
    expect(await page.locator('#note-place-fault').isVisible()).toBe(true)
    expect(await page.locator('[data-note="place"]').textContent()).toBe('…')
    await page.locator('#note-place').fill('ЦА-03')
    await steady()
    await page.emulateMedia({ media: 'print' })
    const printed = await page.locator('body').innerText()
    expect(printed).toContain('ЦА-03')
    expect(await page.locator('[data-note="categories"] li').count()).toBe(2)
    expect(await page.locator('.keep').isVisible()).toBe(false)
    await page.emulateMedia({ media: 'screen' })
    page.on('dialog', (dialog) => dialog.accept())
    await page.close({ runBeforeUnload: false })
  })

  it('goes by keyboard alone, and each step takes the focus to its title', async () => {
    const page = await visit(`/t/en/${gates}`, { viewport: desk })
    await page.locator('input[name="danger"][value="no"]').focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.locator('.step:not([hidden]) [data-next]').focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('gate-information-title')
    await page.goBack()
    await expect.poll(() => page.locator('#begin').isVisible()).toBe(true)
  })

  it('is stopped by a red gate, and what stands behind it stays closed', async () => {
    const page = await visit(`/t/sr-latn/${gates}`, { viewport: phone })
    await page.locator('.ways a[href="#gate-entitlement"]').click()
    expect(await page.locator('input[name="gate-entitlement"]').first().isDisabled()).toBe(true)
    await page.locator('.ways a[href="#gate-information"]').click()
    await page.locator('input[name="gate-information"][value="yes"]').check()
    expect(await page.locator('[data-unchecked="information"]').isVisible()).toBe(true)
    for (const box of await page.locator('#gate-information [data-check]').all()) await box.check()
    await page.locator('.step:not([hidden]) [data-next]').click()
    await page.locator('input[name="gate-entitlement"][value="no"]').check()
    expect(await page.locator('[data-says="entitlement/no"]').isVisible()).toBe(true)
    expect(await page.locator('.step:not([hidden]) [data-next]').isVisible()).toBe(false)
    await expectAccessible(page)
    await page.locator('[data-to-note="entitlement"] a').click()
    expect(await page.locator('[data-note="result"]').innerText()).toContain('2. Pravo na podršku')
    await expectAccessible(page)
  })

  it('practises on an invented case and is told what was missed', async () => {
    const page = await visit(`/t/en/${screening}`, { viewport: phone })
    await page.locator('.ways a[href="#practice"]').click()
    await page.locator('[data-practise="bus-station"]').click()
    await page.locator('.ways a[href="#indicators"]').click()
    await page.locator('[data-indicator="no-parent"]').check()
    await page.locator('.ways a[href="#categories"]').click()
    await page.locator('input[name="decide-uasc"][value="confirm"]').check()
    await page.locator('#why-uasc').selectOption('said')
    await page.locator('[data-compare]').click()
    const said = await page.locator('[data-case-answer]').innerText()
    expect(said).toMatch(/You recognised: unaccompanied child/)
    expect(said).toMatch(/Missing: child, possible victim of trafficking/)
    await expectAccessible(page)
    await page.locator('[data-end-practice]').click()
    expect(await page.locator('[data-indicator="no-parent"]').isChecked()).toBe(false)
  })

  it('reads the whole tool where no script runs', async () => {
    for (const slug of [screening, gates]) {
      const page = await visit(`/t/sr/${slug}`, { viewport: phone, javaScriptEnabled: false })
      for (const section of await page.locator('.step').all()) expect(await section.isVisible()).toBe(true)
      expect(await page.locator('noscript').count()).toBe(1)
      await page.locator('input[type="checkbox"]').first().check()
    }
  })
})

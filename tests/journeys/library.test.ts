import { execFileSync, spawnSync } from 'node:child_process'
import { describe, expect, inject, it } from 'vitest'
import { expectAccessible } from '../support/axe.ts'
import { type Prefix, phone, prefixes, visit } from '../support/browser.ts'
import { rawRequest } from '../support/raw-http.ts'
import { expectNoSidewaysScroll, expectShape } from '../support/shape.ts'

const manual = '/library/manuals/prirucnik-prvi-kontakt'
const port = () => Number(new URL(inject('centre').url).port)
const cyrillic = /\p{Script=Cyrillic}/u

async function download(prefix: Prefix, format: 'pdf' | 'epub'): Promise<string> {
  const page = await visit(`/${prefix}${manual}`)
  const [file] = await Promise.all([page.waitForEvent('download', { timeout: 30_000 }), page.locator(`main a[href*=".${format}"]`).first().click()])
  expect(new URL(file.url()).host).toBe(`content.localhost:${port()}`)
  expect(file.suggestedFilename()).toMatch(new RegExp(`\\.${format}$`))
  return file.path()
}

describe('The reader of a manual', () => {
  it.each(prefixes)('goes through it chapter by chapter and always knows where it is (%s)', async (prefix) => {
    const page = await visit(`/${prefix}${manual}`, { viewport: phone })
    await expectShape(page, prefix)
    await page.locator(`main a[href^="/${prefix}${manual}/01"]`).first().click()
    const chapters: string[] = []
    for (let chapter = 0; chapter < 10; chapter++) {
      await expectShape(page, prefix)
      await expectNoSidewaysScroll(page)
      chapters.push(await page.locator('h1').innerText())
      expect(await page.locator('[aria-current]').count()).toBeGreaterThan(0)
      const next = page.locator('main a[rel=next]')
      if ((await next.count()) === 0) break
      await next.last().click()
      await page.waitForLoadState()
    }
    expect(new Set(chapters).size).toBe(chapters.length)
    expect(chapters.length).toBeGreaterThanOrEqual(3)
  })

  it('has lines of at most 75 signs on a wide screen', async () => {
    const page = await visit(`/sr${manual}/02-od-namere-do-centra`)
    const signs = await page.evaluate(() => {
      const pen = document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D
      return [...document.querySelectorAll('article p')].flatMap((paragraph) => {
        const text = paragraph.textContent?.trim() ?? ''
        if (text.length < 200) return []
        pen.font = getComputedStyle(paragraph).font
        return [paragraph.clientWidth / (pen.measureText(text).width / text.length)]
      })
    })
    expect(signs.length).toBeGreaterThan(0)
    expect(Math.max(...signs)).toBeGreaterThan(45)
    // The last word of a line goes to the next one, so what fits is a little more than what stands there.
    expect(Math.max(...signs)).toBeLessThanOrEqual(78)
  })

  it('finds every section by its own address, and the sources of what is said', async () => {
    const page = await visit(`/sr${manual}/02-od-namere-do-centra`)
    const anchors = await page
      .locator('main nav a[href^="#"], main .outline a[href^="#"]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
    expect(anchors.length).toBeGreaterThan(1)
    for (const anchor of anchors) expect(await page.locator(`[id="${decodeURIComponent(anchor.slice(1))}"]`).count(), anchor).toBe(1)
    expect(await page.locator('main a[href^="/sr/laws/"]').count()).toBeGreaterThan(0)
  })
})

describe('The manual as a file', () => {
  it.each(prefixes)('is a tagged PDF in the script of the reader (%s)', { timeout: 90_000 }, async (prefix) => {
    const file = await download(prefix, 'pdf')
    const text = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8', maxBuffer: 10_000_000 })
    expect(text.length).toBeGreaterThan(5000)
    expect(execFileSync('pdfinfo', [file], { encoding: 'utf8' })).toMatch(/Tagged:\s+yes/)
    if (prefix === 'sr') expect(text).toMatch(cyrillic)
    if (prefix === 'sr-latn') expect(text).not.toMatch(cyrillic)
  })

  it.each(prefixes)('is an EPUB that passes the checker (%s)', { timeout: 180_000 }, async (prefix) => {
    const file = await download(prefix, 'epub')
    // The checker wants the name to end as it should.
    const named = `${file}.epub`
    execFileSync('cp', [file, named])
    const checked = spawnSync('java', ['-jar', '/usr/share/java/epubcheck.jar', named], { encoding: 'utf8' })
    expect(checked.stdout + checked.stderr).toMatch(/0 fatals? \/ 0 errors? \/ 0 warnings?/)
    expect(checked.status).toBe(0)
    expect(execFileSync('unzip', ['-p', named, 'mimetype'], { encoding: 'utf8' })).toBe('application/epub+zip')
    execFileSync('rm', [named])
  })
})

/** Asks the content host, whose name only browsers know by themselves. */
function askContent(path: string, method = 'GET') {
  return rawRequest(port(), [
    `${method} ${path} HTTP/1.1`,
    `Host: content.localhost:${port()}`,
    'Cookie: session=x',
    `Origin: ${inject('centre').url}`,
    'Content-Length: 0',
  ])
}

describe('A file of the library', () => {
  it.each(['kako-uciti-s-telefona', 'spisak-polaznika', 'tri-instance'])('%s comes from the content host, sandboxed, and knows no session', async (slug) => {
    const { url } = inject('centre')
    const page = await visit(`/sr/library/documents/${slug}`)
    await expectAccessible(page)
    const href = new URL((await page.locator('main a[href*="/files/"]').first().getAttribute('href')) ?? '', url)
    const here = await fetch(url + href.pathname, { redirect: 'manual' })
    if (here.status === 302) expect(here.headers.get('location')).toContain(`http://content.localhost:${port()}/files/`)
    else expect(here.headers.get('content-security-policy')).toMatch(/^sandbox;/)
    const { status, head } = await askContent(href.pathname)
    expect(status).toBe(200)
    expect(head).toMatch(/content-security-policy: sandbox;/i)
    expect(head).toMatch(/x-content-type-options: nosniff/i)
    expect(head).not.toMatch(/set-cookie/i)
    expect(head).toMatch(/content-type: image\//i.test(head) ? /content-disposition: inline/i : /content-disposition: attachment; filename="[\w.-]+"/i)
  })

  it('host answers nothing but files: no page, no account, no machine address', async () => {
    for (const path of ['/', '/sr', '/sr/sign-in', '/sr/me', '/api/v1/certificates/x', '/health/live', '/metrics', '/_app/version.json']) {
      const { status, head } = await askContent(path)
      expect({ path, status, cookie: /set-cookie/i.test(head) }).toEqual({ path, status: 404, cookie: false })
    }
    expect((await askContent('/sr/sign-in', 'POST')).status).toBe(405)
  })
})

describe('One page with phrases in Arabic and Farsi', () => {
  it('has each passage in its own language and direction', async () => {
    const page = await visit('/sr/languages')
    for (const lang of ['ar', 'fa']) {
      const passage = page.locator(`main [lang="${lang}"]`).first()
      expect(await passage.getAttribute('dir')).toBe('rtl')
      expect(await passage.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl')
      expect(await passage.innerText()).toMatch(/\p{Script=Arabic}/u)
    }
    expect(await page.evaluate(() => document.documentElement.dir || 'ltr')).toBe('ltr')
  })
})

it('The feed of news is well formed, in the reader’s script, and says what is invented', async () => {
  for (const prefix of prefixes) {
    const feed = await (await fetch(`${inject('centre').url}/${prefix}/news/rss.xml`)).text()
    const page = await visit(`/${prefix}`)
    const { faults, items } = await page.evaluate((text) => {
      const parsed = new DOMParser().parseFromString(text, 'application/xml')
      return { faults: parsed.querySelectorAll('parsererror').length, items: parsed.querySelectorAll('item').length }
    }, feed)
    expect({ prefix, faults }).toEqual({ prefix, faults: 0 })
    expect(items).toBeGreaterThan(3)
    if (prefix === 'sr-latn') expect(feed).not.toMatch(cyrillic)
    expect(feed).toMatch({ sr: /измишљено/, 'sr-latn': /izmišljeno/, en: /invented|fictitious|made up|sample/i }[prefix])
  }
})

/** What every page owes to whoever sees, hears or holds it differently. Numbers are those of WCAG 2.2. */
import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import * as learning from '#texts/generated/learning.ts'
import * as site from '#texts/generated/site.ts'
import { answerRightly, answerWrongly } from '../support/answers.ts'
import { barriers } from '../support/barriers.ts'
import { desk, langOf, type Prefix, phone, prefixes, visit } from '../support/browser.ts'
import { browserOf, newLearner, sessionHeader, sessionOf } from '../support/people.ts'
import { expectNoSidewaysScroll } from '../support/shape.ts'
import { handIn, questionsOn, startTest } from '../support/taking-tests.ts'
import { type Template, templates } from '../support/templates.ts'

const unit = '/courses/C01/1-1-medjunarodni-pojmovi'

/** The bytes of a page as its visitor gets them, without a browser. */
async function textOf(prefix: Prefix, { path, as }: Template): Promise<string> {
  const headers = as ? { cookie: sessionHeader(await sessionOf(as)) } : {}
  return (await fetch(`${inject('centre').url}/${prefix}${path}`, { headers })).text()
}

const linksIn = (html: string): string[] => [...html.matchAll(/<a [^>]*href="([^"#?]*)[^"]*"/g)].map(([, href = '']) => href)
const partOf = (html: string, start: string, end: string) => html.slice(html.indexOf(start), html.indexOf(end, html.indexOf(start)))

describe.each(prefixes)('All pages together (%s)', (prefix) => {
  // Slides fill the screen of a hall: they have a way out instead of a head and a foot.
  const ordinary = templates.filter(({ route }) => !route.endsWith('/project'))

  it('have each a title of its own, which ends with the name of the house (2.4.2)', async () => {
    const titles = await Promise.all(templates.map(async (one) => /<title>([^<]*)<\/title>/.exec(await textOf(prefix, one))?.[1] ?? ''))
    const house = prefix === 'sr' ? 'Путоказ' : 'Putokaz'
    expect(titles.filter((title) => !(title.endsWith(` · ${house}`) || title.startsWith(`${house} · `)))).toEqual([])
    expect(titles.filter((title, order) => titles.indexOf(title) !== order)).toEqual([])
  })

  it('lead on by the same head and foot, and help stands first in the foot (3.2.3, 3.2.4, 3.2.6, 2.4.5)', async () => {
    const frames = new Set<string>()
    for (const one of ordinary) {
      const html = await textOf(prefix, one)
      const head = linksIn(partOf(html, 'id="site-menu"', '</nav>'))
      const foot = linksIn(partOf(html, '<footer', '</footer>'))
      expect(foot.indexOf(`/${prefix}/help`), one.path).toBe(1)
      expect(html.match(/<search/g)?.length ?? 0, one.path).toBeGreaterThan(0)
      frames.add(JSON.stringify([one.as === undefined, head.filter((href) => !/\/(me|sign-in)$/.test(href)), foot]))
    }
    expect([...frames]).toHaveLength(2)
  })
})

describe('Whichever way a device is held,', () => {
  it.each(['', unit, '/sign-in', '/glossary'])('%s offers the same (1.3.4)', async (path) => {
    const page = await visit(`/sr${path}`, { viewport: { width: 390, height: 844 } })
    const offered = () =>
      page
        // On a narrow screen the trail to a page is shortened to the place above it.
        .locator(':is(a[href], button, input:not([type=hidden]), select, summary):not(.breadcrumbs *)')
        .evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.getAttribute('href') ?? one.getAttribute('name') ?? one.textContent))
    const upright = await offered()
    await page.setViewportSize({ width: 844, height: 390 })
    expect(await offered()).toEqual(upright)
    await expectNoSidewaysScroll(page)
  })
})

/** Takes the colours out of the whole page, and says which of the two places look the same then. */
async function lookInGrey(page: Page, selector: string): Promise<string[]> {
  await page.addStyleTag({ content: 'html { filter: grayscale(1) !important }' })
  return page.locator(selector).evaluateAll((all) =>
    all.map((one) => {
      const { borderInlineStartStyle } = getComputedStyle(one)
      return `${(one as HTMLElement).innerText.replace(/\s+/g, ' ')} ${one.querySelector('path')?.getAttribute('d') ?? ''} ${borderInlineStartStyle}`
    }),
  )
}

describe('Without colours', () => {
  it('right and wrong answers are told apart by words and by a shape (1.4.1, 1.3.3)', { timeout: 90_000 }, async () => {
    const { session } = await newLearner()
    const page = await (await browserOf(session, { bypassCSP: true })).newPage()
    const attempt = await startTest(page, '1')
    await page.goto(`/sr/attempts/${attempt}?q=all`)
    const [first = '', second = '', ...rest] = await questionsOn(page)
    await answerRightly(page, first)
    await answerWrongly(page, second)
    await page.locator('#answers button[name=go].main').click()
    await page.waitForURL((url) => url.pathname.endsWith('/review'))
    const states = await lookInGrey(page, '.all li .state')
    expect(states[0]).toContain(learning.stateAnswered('sr-Cyrl'))
    expect(states.filter((state) => state.includes(learning.stateUnanswered('sr-Cyrl')))).toHaveLength(rest.length)
    await handIn(page)
    const outcomes = await lookInGrey(page, '.items li .outcome')
    expect(new Set([outcomes[0], outcomes[1]]).size).toBe(2)
    expect(outcomes[0]).toMatch(/\p{L}{4}.* M/u)
  })

  it.each([unit, '/library/manuals/prirucnik-prvi-kontakt/02-od-namere-do-centra', '/privacy', '/sign-in'])(
    'links inside the text of %s are underlined (1.4.1)',
    async (path) => {
      const page = await visit(`/sr${path}`)
      const plain = await page.locator('main :is(p, li, dd) a[href]').evaluateAll((all) =>
        all
          .filter((link) =>
            [...(link.parentElement?.childNodes ?? [])].some((node) => node.nodeType === Node.TEXT_NODE && /\p{L}/u.test(node.textContent ?? '')),
          )
          .filter((link) => link.checkVisibility() && !getComputedStyle(link).textDecorationLine.includes('underline'))
          .map((link) => link.outerHTML.slice(0, 100)),
      )
      expect(plain).toEqual([])
    },
  )
})

describe('What opens over the text', () => {
  it.each([
    ['phone', phone],
    ['desk', desk],
  ])('is there on demand only, stays under the pointer, and Escape takes it away (1.4.13, %s)', async (_, viewport) => {
    const page = await visit(`/sr${unit}`, { viewport })
    const word = page.locator('a.term[data-note]').first()
    const note = page.locator(`[id="${await word.getAttribute('data-note')}"]`)
    await word.hover()
    await word.focus()
    expect(await note.isVisible()).toBe(false)
    expect(await page.locator('main [title]').count()).toBe(0)
    const before = await page.evaluate(() => scrollY)
    await page.keyboard.press('Enter')
    await note.waitFor()
    await note.hover()
    expect(await note.isVisible()).toBe(true)
    expect(await page.evaluate(() => scrollY)).toBe(before)
    await page.keyboard.press('Escape')
    await note.waitFor({ state: 'hidden' })
    expect(await word.evaluate((link) => link === document.activeElement)).toBe(true)
    expect(new URL(page.url()).pathname).toBe(`/sr${unit}`)
  })
})

describe('The language of each part', () => {
  it('is that of the page or its own, script included (3.1.1, 3.1.2)', async () => {
    const page = await visit('/sr-latn')
    for (const prefix of prefixes) {
      await page.goto(`/${prefix}`)
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(langOf[prefix])
      const names = await page
        .locator('nav.variants a')
        .evaluateAll((links) => links.map((link) => `${link.getAttribute('lang')} ${link.getAttribute('hreflang')} ${link.textContent}`))
      expect(names).toEqual(['sr-Cyrl sr-Cyrl Ћирилица', 'sr-Latn sr-Latn Latinica', 'en en EN – English'])
    }
    await page.goto('/sr-latn/glossary')
    const foreign = await page.locator('main [lang]').evaluateAll((all) => [...new Set(all.map((one) => one.getAttribute('lang')))])
    expect(foreign).toEqual(expect.arrayContaining(['sr-Cyrl', 'en']))
  })
})

describe('Parts of a page', () => {
  it.each(['', unit, '/glossary', '/search?q=azil'])(
    '%s has its head, its content and its foot as landmarks, and a way past the head (2.4.1, 1.3.1)',
    async (path) => {
      const page = await visit(`/sr${path}`)
      const places = await page.locator('body').ariaSnapshot()
      for (const role of ['banner', 'main', 'contentinfo', 'search']) expect(places).toMatch(new RegExp(`- ${role}`))
      expect(places).toContain(`link "${site.skipToContent('sr-Cyrl')}"`)
      const unnamed = await page.locator('nav:not([aria-label]):not([aria-labelledby]), section[aria-label=""]').count()
      expect(unnamed).toBe(0)
    },
  )
})

it('What axe has no rule for would be caught on any page', async () => {
  const page = await visit('/sr/forgotten', { viewport: phone })
  expect(await barriers(page, 'sr')).toEqual([])
  await page.locator('main').evaluate((main) => {
    main.insertAdjacentHTML(
      'beforeend',
      `<p><a href="/sr/help">овде</a> <button tabindex="2" style="height: 12px; min-height: 0; padding: 0; border: 0">×</button> <svg width="9"></svg></p>
      <p>مرحبا</p><p>this is a whole English sentence</p>
      <p><a href="/sr/a">Закон</a> <a href="/sr/b">Закон</a> <a href="/sr/c" aria-label="Друго име">Глосар</a></p>
      <form><input name="email" type="email" autocomplete="off-hand"><label>Град <input></label><label>Град <input></label></form>
      <div style="display: flex; flex-direction: column-reverse"><p>Прво</p><p>Друго</p></div>`,
    )
  })
  const found = new Set((await barriers(page, 'sr')).map((fault) => fault.split(' ')[0]?.replace(',', '')))
  expect([...found].sort()).toEqual(['1.1.1', '1.3.2', '1.3.5', '2.1.4', '2.4.4', '2.4.6', '2.5.3', '2.5.8', '3.1.2', '3.3.2'])
})

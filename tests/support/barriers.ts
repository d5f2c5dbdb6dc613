/** What axe has no rule for, read from the page itself. Each fault begins with the number of its criterion in WCAG 2.2. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { langOf, type Prefix } from './browser.ts'

/** Which field is filled in by the browser of its owner, by the name of the field (WCAG 2.2, 1.3.5). */
const purposes: Record<string, readonly string[]> = {
  // Where somebody else is looked for, her browser has nothing to offer.
  login: ['username', 'username webauthn', 'off'],
  userName: ['username'],
  name: ['name', 'off'],
  email: ['email', 'off'],
  password: ['current-password', 'new-password'],
  current: ['current-password'],
  code: ['one-time-code'],
}

export async function barriers(page: Page, prefix: Prefix): Promise<string[]> {
  const [seen, named, spoken] = await Promise.all([targets(page), names(page), languages(page, langOf[prefix])])
  return [...seen, ...named, ...spoken, ...(await order(page)), ...(await fields(page))]
}

export async function expectNoBarriers(page: Page, prefix: Prefix): Promise<void> {
  expect(await barriers(page, prefix), `${page.url()} at ${page.viewportSize()?.width} px`).toEqual([])
}

/** 2.5.8: 24 × 24 or room around; on a phone 44 for what is pressed most; 2.1.4, 2.4.3: no keys and no order of one's own. */
function targets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isPhone = innerWidth < 600
    const shown = [...document.querySelectorAll<HTMLElement>('a[href], button, input:not([type=hidden]), select, textarea, summary')].filter(
      (element) =>
        element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().width > 1 && !element.closest('.skip, .hidden-visually'),
    )
    const boxOf = (element: HTMLElement) => {
      const choice = element.matches('input[type=radio], input[type=checkbox]') ? element.closest('label') : null
      return (choice ?? element).getBoundingClientRect()
    }
    const inText = (element: HTMLElement) => getComputedStyle(element).display === 'inline'
    const tell = (element: HTMLElement, why: string) =>
      `${why}: ${element.outerHTML.slice(0, 90)} ${Math.round(boxOf(element).width)} × ${Math.round(boxOf(element).height)}`
    const small = shown.filter((element) => !inText(element) && Math.min(boxOf(element).width, boxOf(element).height) < 23.5)
    const main = shown.filter((element) =>
      element.matches('button, .button, select, textarea, input, .site-header a, .site-footer a, .pager a, .stops a, nav.variants a'),
    )
    const low = isPhone ? main.filter((element) => !inText(element) && boxOf(element).height < 43.5) : []
    const own = [...document.querySelectorAll<HTMLElement>('[accesskey], [tabindex]')].filter((element) => element.accessKey !== '' || element.tabIndex > 0)
    return [
      ...small.map((element) => tell(element, '2.5.8 smaller than 24')),
      ...low.map((element) => tell(element, '2.5.8 lower than 44 on a phone')),
      ...own.map((element) => tell(element, '2.1.4, 2.4.3 a key or an order of its own')),
    ]
  })
}

/** 1.1.1, 2.4.4, 2.5.3: names of what is drawn, pressed and followed; 1.4.2, 2.2.2: nothing plays or moves by itself. */
function names(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const plain = (text: string | null | undefined) =>
      (text ?? '')
        .replace(/[\s ]+/g, ' ')
        .trim()
        .toLowerCase()
    const tell = (element: Element, why: string) => `${why}: ${element.outerHTML.slice(0, 120)}`
    const shown = (element: Element) => element.checkVisibility({ visibilityProperty: true })
    const drawn = [...document.querySelectorAll('svg, canvas')].filter(
      (element) => !element.closest('[aria-hidden=true]') && !(element.getAttribute('role') === 'img' && element.hasAttribute('aria-label')),
    )
    const named = [...document.querySelectorAll<HTMLElement>('a[aria-label], button[aria-label], summary[aria-label], input[aria-label]')]
      .filter(shown)
      .filter((element) => /\p{L}/u.test(element.innerText) && !plain(element.ariaLabel).includes(plain(element.innerText)))
    const links = [...document.querySelectorAll<HTMLAnchorElement>('main a[href]')].filter(shown)
    const nameOf = (link: HTMLAnchorElement) => plain(link.ariaLabel ?? link.textContent)
    const empty = links.filter(
      (link) =>
        /^(ovde|овде|here|click here|кликните|kliknite( ovde)?|кликните овде|више|više|more|read more|link|линк)?[.…]?$/.test(nameOf(link)) &&
        !link.querySelector('img[alt]:not([alt=""])'),
    )
    // A list entry, row or card tells what its links are about; elsewhere the heading of the part does.
    const contextOf = (link: HTMLAnchorElement) =>
      `${nameOf(link)} | ${plain((link.closest('li, tr, dd, article') ?? link.closest('p, section, div'))?.textContent)}`
    const places = new Map<string, string>()
    const alike = links
      .filter((link) => !link.matches('.anchor'))
      .filter((link) => {
        const place = link.pathname + link.search + link.hash
        const other = places.get(contextOf(link))
        places.set(contextOf(link), other ?? place)
        return other !== undefined && other !== place
      })
    const playing = [...document.querySelectorAll('[autoplay], marquee, blink, meta[http-equiv=refresh i]')]
    const moving = document.getAnimations().filter((one) => one.playState === 'running' && one.effect?.getComputedTiming().endTime === Number.POSITIVE_INFINITY)
    return [
      ...drawn.map((element) => tell(element, '1.1.1 a drawing neither named nor hidden')),
      ...named.map((element) => tell(element, '2.5.3 the name lacks the words one sees')),
      ...empty.map((element) => tell(element, '2.4.4 the name tells no place')),
      ...alike.map((element) => tell(element, '2.4.4 the same name for another place')),
      ...playing.map((element) => tell(element, '1.4.2, 2.2.1 begins or moves on by itself')),
      ...moving.map(() => '2.2.2 something moves without end'),
    ]
  })
}

/** 3.1.2: letters of another script, and sentences of another language, say which language they are. */
function languages(page: Page, lang: string): Promise<string[]> {
  return page.evaluate((own) => {
    const faults: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const place = node.parentElement
      // Names of persons stay as they write them: the criterion leaves proper names out.
      const text = (node.textContent ?? '').replace(
        /(Марија|Јован|Ана|Петар|Неко|Амина|Керим|Ђорђе|Мила|Милица) \p{Lu}\p{Ll}+|(\p{Lu}\p{Ll}+ )?\p{Lu}\p{Ll}+вић(?!\p{L})/gu,
        '',
      )
      if (!place || place.closest('script, style, template, code, noscript') || !/\p{L}/u.test(text)) continue
      const said = place.closest('[lang]')?.getAttribute('lang') ?? ''
      const faulty =
        (/\p{Script=Arabic}/u.test(text) && !/^(ar|fa|ur|ps|ckb)/.test(said)) ||
        (/\p{Script=Cyrillic}{3}/u.test(text) && said !== 'sr-Cyrl' && !/^(mk|ru|uk|bg)/.test(said)) ||
        (/(?:\b[a-z]{2,}\s+){4}[a-z]{2,}\b/.test(text) && said === 'sr-Cyrl')
      if (faulty) faults.push(`3.1.2 ${own} page, marked ${said}: ${text.trim().slice(0, 80)}`)
    }
    return faults
  }, lang)
}

/** 1.3.2: what follows in the tree stands below or beside, unless it is a note on where the text comes from. */
function order(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const blocks = [
      ...document.querySelectorAll<HTMLElement>('main :is(h1, h2, h3, h4, p, li, dt, dd, label, legend, td, th, button, figcaption, caption)'),
    ].filter(
      (element) =>
        element.checkVisibility({ visibilityProperty: true }) &&
        element.getBoundingClientRect().height > 1 &&
        element.querySelector(':scope :is(p, li, dt, dd, label, td)') === null &&
        !element.closest('.note, .hidden-visually, [popover], dialog, .stays, .stays-on-top'),
    )
    const faults: string[] = []
    for (const [index, after] of blocks.entries()) {
      const before = blocks[index - 1]
      if (!before) continue
      const a = before.getBoundingClientRect()
      const b = after.getBoundingClientRect()
      if (b.bottom <= a.top + 1 && b.left < a.right - 1) faults.push(`1.3.2 “${after.innerText.slice(0, 40)}” stands above “${before.innerText.slice(0, 40)}”`)
    }
    return faults
  })
}

/** 1.3.5, 2.4.6, 3.3.2: each field has words that one sees, no two of a form the same, and says what it is for. */
async function fields(page: Page): Promise<string[]> {
  const all = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLInputElement>('main :is(input:not([type=hidden]), select, textarea)')]
      .filter((field) => field.checkVisibility({ visibilityProperty: true }))
      .map((field) => {
        const words = [...(field.labels ?? [])].map((label) => label.innerText.trim()).join(' ')
        const group = field.closest('fieldset')?.querySelector('legend')?.textContent?.trim() ?? ''
        const part = field.closest('li, [data-practice], form')?.textContent?.trim().slice(0, 200) ?? ''
        return {
          name: field.name,
          words,
          where: `${[...document.forms].indexOf(field.form as HTMLFormElement)} ${group} ${part}`,
          unseen: words === '' && !field.closest('search, .gaps'),
          identity: /^(text|email|password|tel|search)$/.test(field.type) && field.closest('search') === null,
          token: field.autocomplete,
          isKept: field.readOnly || field.disabled,
          inRow: field.closest('tr') !== null,
        }
      }),
  )
  const unseen = all.filter((one) => one.unseen).map(({ name }) => `3.3.2 no words beside the field ${name}`)
  const keys = all.map(({ where, words }) => `${where}|${words}`)
  // In a table each row may hold a field of the same name; the row names it.
  const twice = all.filter(({ inRow, words }, at) => words !== '' && !inRow && keys.indexOf(keys[at] ?? '') !== at)
  const purposeless = all.filter(({ name, identity, token, isKept }) => identity && !isKept && purposes[name] !== undefined && !purposes[name]?.includes(token))
  return [
    ...unseen,
    ...twice.map(({ words }) => `2.4.6 two fields of a form are called ${words}`),
    ...purposeless.map(({ name, token }) => `1.3.5 the field ${name} says “${token}”`),
  ]
}

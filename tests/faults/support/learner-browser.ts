/** A real browser of a learner, with a profile of its own, before a real centre: it can be killed, and what its pages say is heard. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import type * as module from '#modules/learning/device/outbox/index.ts'
import { browserFlags, executablePath, killBrowser, killPages } from '../../support/chromium.ts'
import { outboxScript } from '../../support/outbox-page.ts'

declare const outbox: typeof module

export interface BrowserWish {
  readonly url: string
  readonly session: string
  /** Called with what stands in the note whenever the page says beside it that it is saved. */
  readonly heard?: (text: string) => void
  /** Scripts that run in every page before its own: a flaw, or a browser that lacks something. */
  readonly planted?: readonly (() => void)[]
}

export interface LearnerBrowser {
  readonly context: BrowserContext
  readonly page: Page
  /** Starts it on the profile that is there, with one empty page. */
  open(): Promise<void>
  newPage(): Promise<Page>
  /** Kills the processes of its pages, or all of it; it has a new page, or is open again, when this resolves. */
  killed(what: 'pages' | 'browser'): Promise<void>
  signOut(): Promise<void>
  readonly profile: string
  close(): Promise<void>
}

/** What a page says of a note, in the words of the pages themselves. */
export const savedWords = ['data-saved', 'data-here'] as const

/** Tells the test each moment in which a person would read that the note is saved. */
function listening(attributes: readonly string[]): void {
  document.addEventListener('DOMContentLoaded', () => {
    const section = document.querySelector('section[data-note]')
    const [field, state] = [section?.querySelector('textarea'), section?.querySelector('[role=status]')]
    if (!section || !field || !state) return
    const words = attributes.map((name) => section.getAttribute(name))
    const look = () => {
      if (words.includes(state.textContent)) (globalThis as unknown as { pageSaid(text: string): void }).pageSaid(field.value)
    }
    new MutationObserver(look).observe(state, { childList: true, characterData: true, subtree: true })
    field.addEventListener('input', () => setTimeout(look))
  })
}

async function ready(context: BrowserContext, { url, session, heard, planted = [] }: BrowserWish): Promise<void> {
  context.setDefaultTimeout(30_000)
  await context.exposeFunction('pageSaid', (text: string) => heard?.(text))
  await context.addInitScript(listening, savedWords)
  for (const script of planted) await context.addInitScript(script)
  await signIn(context, { url, session })
}

export async function signIn(context: BrowserContext, { url, session }: { url: string; session: string }): Promise<void> {
  await context.addCookies([{ name: 'session', value: session, url, httpOnly: true, sameSite: 'Lax' }])
}

export async function learnerBrowser(wish: BrowserWish, prepared?: (profile: string) => Promise<void>): Promise<LearnerBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'putokaz-faults-browser-'))
  await prepared?.(profile)
  let context: BrowserContext
  let page: Page
  const open = async () => {
    context = await chromium.launchPersistentContext(profile, { executablePath, args: [...browserFlags], baseURL: wish.url })
    await ready(context, wish)
    page = await context.newPage()
  }
  await open()
  return {
    profile,
    get context() {
      return context
    },
    get page() {
      return page
    },
    open,
    newPage: () => context.newPage(),
    async killed(what) {
      if (what === 'browser') {
        await killBrowser(context, page)
        return open()
      }
      const others = context.pages()
      await killPages(context, page)
      page = await context.newPage()
      for (const one of others) await one.close()
    },
    signOut: () => context.clearCookies(),
    async close() {
      await context.close()
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** A private window: nothing of it is on any disk, and all of it goes with the window. */
export async function privateWindow(browser: Browser, wish: BrowserWish): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ baseURL: wish.url })
  await ready(context, wish)
  return { context, page: await context.newPage() }
}

let script: Promise<string> | undefined

/** The real outbox within reach of the test, in a page of the centre: it works on the same database as the page's own. */
export async function reachOutbox(page: Page): Promise<void> {
  script ??= outboxScript()
  await page.evaluate(`(() => {${await script}})()`)
}

/** The outbox of a page that was reached. */
export const outboxOn = (page: Page) => ({
  read: (activity: string) =>
    page.evaluate(
      async (path) =>
        outbox.keep(await outbox.openRows(), {
          deed: { to: 'statements', verb: 'experienced', activity: path },
          shown: { what: 'read', title: 'Јединица', path: '/courses/T01/1-1-prva' },
        }),
      activity,
    ),
  note: (unit: string, text: string) =>
    page.evaluate(
      async (given) =>
        outbox.keep(await outbox.openRows(), {
          deed: { to: 'notes', course: 'T01', ...given },
          shown: { what: 'note', title: 'Јединица', path: '/courses/T01' },
        }),
      { unit, text },
    ),
  standing: () => page.evaluate(async () => outbox.standing(await outbox.openRows())),
  items: () => page.evaluate(async () => outbox.items(await outbox.openRows())),
  sendNow: () => page.evaluate(async () => outbox.sendNow(await outbox.openRows())),
})

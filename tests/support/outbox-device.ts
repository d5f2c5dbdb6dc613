/** A browser with a profile of its own that has the outbox, before the small server of `outbox-page.ts`; a new one for each test. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import type * as module from '#modules/learning/device/outbox/index.ts'
import { browserFlags, executablePath } from './chromium.ts'
import { type OutboxServer, startOutboxServer } from './outbox-page.ts'

declare const outbox: typeof module

/** Sets up what each test of the file needs. What changes between tests is read from the answer anew. */
export function deviceWithOutbox() {
  let server: OutboxServer
  let folder: string
  let context: BrowserContext
  let page: Page

  beforeAll(async () => {
    server = await startOutboxServer()
  })
  afterAll(() => server.close())
  beforeEach(async () => {
    Object.assign(server, { mood: 'fine', person: 'person-a', epoch: 'one', safeBelow: null, receipts: 0, refuses: undefined, key: undefined, merged: [] })
    server.stored.clear()
    server.came.length = 0
    folder = await mkdtemp(join(tmpdir(), 'putokaz-outbox-'))
    await open()
  })
  afterEach(async () => {
    await context.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  })

  async function open(): Promise<void> {
    context = await chromium.launchPersistentContext(folder, { executablePath, args: [...browserFlags] })
    page = await newPage()
  }

  async function newPage(): Promise<Page> {
    const opened = await context.newPage()
    await arriveAt(opened, server)
    return opened
  }

  return {
    get server() {
      return server
    },
    get context() {
      return context
    },
    get page() {
      return page
    },
    open,
    newPage,
    /** Starts anew, as if the person had come back to a page of hers. */
    again: () => arriveAt(page, server),
    ...deeds(() => page),
  }
}

async function arriveAt(page: Page, server: OutboxServer): Promise<void> {
  await page.goto(`${server.url}/`)
  await page.waitForFunction(() => 'outbox' in globalThis)
}

/** What a person's page does with the outbox. */
function deeds(here: () => Page) {
  return {
    keepRead: (unit: string, on = here()) =>
      on.evaluate(async (slug) => {
        const rows = await outbox.openRows()
        const shown = { what: 'read', title: `Јединица ${slug}`, path: `/courses/C01/${slug}` } as const
        return outbox.keep(rows, { deed: { to: 'statements', verb: 'experienced', activity: `course/C01/version/1.0.0/unit/${slug}` }, shown })
      }, unit),
    keepNote: (text: string) =>
      here().evaluate(async (note) => {
        const rows = await outbox.openRows()
        const shown = { what: 'note', title: 'Јединица', path: '/courses/C01/u' } as const
        return outbox.keep(rows, { deed: { to: 'notes', course: 'C01', unit: 'u', text: note }, shown })
      }, text),
    enter: (person = 'person-a') => here().evaluate(async (who) => (await outbox.enter(await outbox.openRows(), who))?.person, person),
    send: (on = here()) => on.evaluate(async () => outbox.sendWaiting(await outbox.openRows())),
    sendNow: () => here().evaluate(async () => outbox.sendNow(await outbox.openRows())),
    standing: () => here().evaluate(async () => outbox.standing(await outbox.openRows())),
    items: () => here().evaluate(async () => outbox.items(await outbox.openRows())),
    /** Every byte of text that the browser holds of the outbox. */
    everything: () =>
      here().evaluate(async () => {
        const rows = await outbox.openRows()
        const all = [...(await rows.of('person-a')), ...(await rows.of('person-b'))]
        return all.map((row) => JSON.stringify(row) + new TextDecoder().decode(row.body.data) + new TextDecoder().decode(row.shown.data)).join('\n')
      }),
  }
}

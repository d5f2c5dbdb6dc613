/** REL-13: a browser dies while it saves, or can't save: what its page called saved is there afterwards, and at the centre once. */
import { setTimeout as wait } from 'node:timers/promises'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { browserFlags, executablePath } from '../support/chromium.ts'
import { extent, patience, tellResult, times } from './extent.ts'
import { createLedger, type Fault, type Found, type Told } from './ledger.ts'
import { browserCases } from './support/browser-cases.ts'
import { type CentreByLine, centreByLine, onlyPages } from './support/centre-by-line.ts'
import { type LearnerBrowser, learnerBrowser, outboxOn, reachOutbox } from './support/learner-browser.ts'
import type { Taker } from './support/subject.ts'

const unit = '1-1-prva'
const path = `/sr/courses/T01/${unit}`
const orderIn = (text: string) => Number(/\d+/.exec(text)?.[0] ?? 0)

let by: CentreByLine
let browser: Browser
beforeAll(async () => {
  by = await centreByLine({ port: 5110, takers: 3 + browserCases.length })
  browser = await chromium.launch({ executablePath, args: [...browserFlags] })
})
afterAll(async () => {
  await browser?.close()
  await by?.close()
})

/** The ledgers of one learner: notes are places, what she reads are things. */
function accountOf(taker: Taker) {
  const [places, things] = [createLedger(), createLedger()]
  const note = `${taker.person}/${unit}`
  const told = new Map<string, (told: Told) => void>()
  return {
    places,
    things,
    note,
    types: (text: string) => told.set(text, places.sends(note, text, orderIn(text))),
    heard: (text: string) => told.get(text)?.('kept'),
  }
}
type Account = ReturnType<typeof accountOf>

/** She types all the time, and beside it her device keeps what she reads, until the browser dies. */
async function works(browser: LearnerBrowser, account: Account, from: number): Promise<number> {
  const { page } = browser
  let order = from
  const types = async () => {
    for (;;) {
      const text = `белешка ${++order}`
      account.types(text)
      const field = page.locator('section[data-note] textarea')
      await field.fill(text, { timeout: 5000 })
      if (Math.random() < 0.7) await field.blur()
      await wait(Math.random() * 300)
    }
  }
  const reads = async () => {
    for (let n = 1; ; n++) {
      const activity = `course/T01/version/1.0.0/unit/${unit}?faults-${from}-${n}`
      const told = account.things.sends(activity, activity)
      await outboxOn(page).read(activity)
      told('kept')
    }
  }
  await Promise.allSettled([types(), reads()])
  return order
}

/** What her page shows her when she comes back. */
async function comesBack({ page }: LearnerBrowser): Promise<string> {
  await page.goto(path)
  await page.locator('section[data-note] textarea').waitFor()
  await reachOutbox(page)
  return page.locator('section[data-note] textarea').inputValue()
}

async function keptOf({ person }: Taker): Promise<{ things: Found[]; places: (Found & { order: number })[] }> {
  const notes = await by.centre.rows<{ body: string }>('select body from note where person = $1', [person])
  const activities = await by.centre.rows<{ activity: string }>(
    `select body->'object'->>'id' as activity from statement where actor = $1 and authority = 'device' and body->'object'->>'id' like '%?faults-%'`,
    [person],
  )
  const things = activities.map(({ activity }) => activity.slice(activity.indexOf('course/'))).map((activity) => ({ id: activity, content: activity }))
  return { things, places: notes.map(({ body }) => ({ id: `${person}/${unit}`, order: orderIn(body), content: body })) }
}

interface Outcome {
  readonly faults: Fault[]
  readonly account: Account
}

async function killWhileSaving(taker: Taker, { kills, planted = [] }: { kills: number; planted?: readonly (() => void)[] }): Promise<Outcome> {
  const account = accountOf(taker)
  const faults: Fault[] = []
  const browser = await learnerBrowser({ url: by.url, session: taker.session, heard: account.heard, planted })
  try {
    await comesBack(browser)
    for (let kill = 0, order = 0; kill < kills; kill++) {
      by.line.fate = kill % 4 < 2 ? onlyPages : undefined
      const working = works(browser, account, order)
      await wait(400 + 1000 * Math.random())
      await browser.killed(kill % 2 === 0 ? 'browser' : 'pages')
      order = await working
      const text = await comesBack(browser)
      faults.push(...account.places.judgePlaces([{ id: account.note, order: orderIn(text), content: text }]))
    }
    by.line.fate = undefined
    await comesBack(browser)
    expect(await outboxOn(browser.page).sendNow()).toBe('nothing-waits')
    const { things, places } = await keptOf(taker)
    return { faults: [...faults, ...account.things.judgeThings(things), ...account.places.judgePlaces(places)], account }
  } finally {
    by.line.fate = undefined
    await browser.close()
  }
}

const taker = (at: number) => by.centre.takers[at] as Taker

test('what a page called saved outlives the death of its process and of the whole browser, once and unchanged', { timeout: patience }, async () => {
  const kills = times(2, 40, 1000)
  const { faults, account } = await killWhileSaving(taker(0), { kills })
  expect(faults).toEqual([])
  const [things, places] = [account.things.counts(), account.places.counts()]
  expect(things.kept).toBeGreaterThan(kills * 5)
  expect(places.kept).toBeGreaterThan(kills / 2)
  tellResult('REL-13', {
    kills,
    'notes typed': places.sent,
    'of them called saved': places.kept,
    'deeds kept': things.kept,
    'under way at a kill': things.unknown,
    faults: faults.length,
  })
})

/** Says it with the key that was pressed, and saves when she pauses. */
function saysTooEarly(): void {
  const said = ({ target }: Event) => {
    const section = (target as HTMLElement).closest<HTMLElement>('section[data-note]')
    const state = section?.querySelector('[role=status]')
    if (state) queueMicrotask(() => (state.textContent = section?.dataset['here'] ?? ''))
  }
  document.addEventListener('input', said)
  document.addEventListener('blur', (event) => event.stopImmediatePropagation(), { capture: true })
}

function dropsWrites(): void {
  const write = IDBObjectStore.prototype.put
  let writes = 0
  IDBObjectStore.prototype.put = function put(this: IDBObjectStore, value: { state?: string; tries?: number }) {
    const isNew = value.state === 'waiting' && value.tries === 0
    return isNew && ++writes % 5 === 0 ? (this.count() as IDBRequest) : write.call(this, value)
  }
}

const flaws: [string, number, () => void][] = [
  ['page that says “saved” before it saves', 1, saysTooEarly],
  ['disk that drops every fifth write', 2, dropsWrites],
]

test.each(flaws.slice(-times(1, 2, 2)))('a %s is found out', { timeout: patience }, async (_, at, planted) => {
  const { faults } = await killWhileSaving(taker(at), { kills: times(1, 2, 10), planted: [planted] })
  expect(faults.map(({ kind }) => kind)).toContain('lost')
})

const cases = browserCases.map((one, at) => ({ ...one, at })).filter(({ isSlow }) => extent !== 'short' || !isSlow)

test.each(cases)('$name', { timeout: patience }, async ({ run, at }) => {
  try {
    await run({ ...by, browser, taker: taker(3 + at) })
  } finally {
    for (const context of browser.contexts()) await context.close()
    Object.assign(by.line, { fate: undefined, version: undefined })
  }
})

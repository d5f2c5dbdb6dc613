/** REL-10: a device is away for three weeks and comes back with all it kept, to a centre that went on without it, by a line that breaks. */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import * as away from '#texts/generated/away.ts'
import * as outbox from '#texts/generated/outbox.ts'
import type { Fate } from '../support/gateway.ts'
import { publishTestCourse } from '../support/test-course.ts'
import { patience, tellResult, times } from './extent.ts'
import { createLedger, type Fault, type Found } from './ledger.ts'
import { type CentreByLine, centreByLine, isWork, onlyPages } from './support/centre-by-line.ts'
import { type LearnerBrowser, learnerBrowser, outboxOn, reachOutbox, signIn } from './support/learner-browser.ts'
import { sessionFor } from './support/prepare.ts'
import type { Taker } from './support/subject.ts'

const v = 'sr-Cyrl'
const path = '/sr/courses/T01/1-1-prva'

let by: CentreByLine
beforeAll(async () => {
  by = await centreByLine({ port: 5112, takers: 4 })
})
afterEach(() => void Object.assign(by.line, { state: 'passes', fate: undefined, version: undefined }))
afterAll(() => by?.close())

/** The clock of the device stands three weeks back: what is done now was done then. */
function threeWeeksAgo(): void {
  const [Real, back] = [Date, 21 * 86_400_000]
  globalThis.Date = class extends Real {
    constructor(...given: []) {
      super(...((given.length === 0 ? [Real.now() - back] : given) as []))
    }
    static override now = () => Real.now() - back
  } as DateConstructor
}

interface Away {
  readonly taker: Taker
  readonly device: LearnerBrowser
  readonly ledgers: ReturnType<typeof ledgersOf>
}

const ledgersOf = () => ({ things: createLedger(), places: createLedger() })

/** Nineteen of twenty deeds are statements, one a note in a place of its own; each is told as kept once its device has it. */
async function does({ taker, device: { page }, ledgers }: Away, count: number): Promise<void> {
  for (let n = 1; n <= count; n++) {
    const mark = randomUUID().slice(0, 8)
    if (n % 20 > 0) {
      const activity = `course/T01/version/1.0.0/unit/1-1-prva?faults-${mark}`
      const told = ledgers.things.sends(activity, activity)
      await outboxOn(page).read(activity)
      told('kept')
    } else {
      const text = `белешка ${n}`
      const told = ledgers.places.sends(`${taker.person}/mesto-${mark}`, text, n)
      await outboxOn(page).note(`mesto-${mark}`, text)
      told('kept')
    }
  }
}

async function isBack(page: Page): Promise<void> {
  await page.goto(path)
  await reachOutbox(page)
}

/** Sends by hand until nothing waits; says how often that was. */
async function sendsAll(page: Page): Promise<number> {
  for (let tries = 1; ; tries++) {
    if ((await outboxOn(page).sendNow()) === 'nothing-waits') return tries
    expect(tries).toBeLessThan(200)
  }
}

async function faultsOf({ taker: { person }, ledgers }: Away): Promise<Fault[]> {
  const said = await by.centre.rows<{ activity: string }>(
    `select substring(body->'object'->>'id' from 'course/.*') as activity from statement where actor = $1 and body->'object'->>'id' like '%?faults-%'`,
    [person],
  )
  const notes = await by.centre.rows<Found & { content: string }>(
    `select person || '/' || unit as id, body as content from note where person = $1 and unit like 'mesto-%'`,
    [person],
  )
  const things = said.map(({ activity }) => ({ id: activity, content: activity }))
  const places = notes.map((one) => ({ ...one, order: Number(/\d+/.exec(one.content)?.[0]) }))
  return [...ledgers.things.judgeThings(things), ...ledgers.places.judgePlaces(places)]
}

/** Some of the next requests with work break: before they arrive, or before their answer does. */
function breaking(cuts: number): (asked: IncomingMessage, answer: ServerResponse) => Fate {
  let left = cuts
  return (asked, answer) => {
    if (!isWork(asked) || left === 0 || Math.random() < 0.3) return 'passes'
    if (left-- % 2 === 0) return 'answer-lost'
    answer.destroy()
    return 'answered'
  }
}

/** A line of the third generation, for the page; the browser's worker has none of it. */
async function slow(page: Page): Promise<void> {
  const line = await page.context().newCDPSession(page)
  await line.send('Network.emulateNetworkConditions', { offline: false, latency: 300, downloadThroughput: 200_000, uploadThroughput: 94_000 })
}

const takerAt = (at: number) => by.centre.takers[at] as Taker

async function goesAway(at: number, planted: (() => void)[] = []): Promise<Away> {
  const taker = takerAt(at)
  const device = await learnerBrowser({ url: by.url, session: taker.session, planted })
  await isBack(device.page)
  await device.page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  return { taker, device, ledgers: ledgersOf() }
}

interface Return {
  readonly faults: Fault[]
  readonly deeds: number
  readonly seconds: number
  readonly tries: number
}

/** A few deeds on a page that the device draws; the many on a document without scripts, of which none looks at all that waits each time. */
async function isAway(gone: Away, deeds: number): Promise<void> {
  by.line.state = 'has-nobody-behind'
  await isBack(gone.device.page)
  await does(gone, 5)
  Object.assign(by.line, { state: 'passes', fate: onlyPages })
  await gone.device.page.goto('/api/v1/kept')
  await reachOutbox(gone.device.page)
  await does(gone, deeds - 5)
  by.line.fate = undefined
}

/** Three weeks by her clock, the browser killed in their middle; her session is over when she is back, and the line is slow and breaks. */
async function threeWeeks(at: number, { deeds, cuts, fate }: { deeds: number; cuts: number; fate?: typeof by.line.fate }): Promise<Return> {
  const planted = [threeWeeksAgo]
  const gone = await goesAway(at, planted)
  const { device, taker } = gone
  await isAway(gone, deeds / 2)
  await device.killed('browser')
  await isAway(gone, deeds / 2)
  planted.pop()
  await device.killed('browser')
  await by.centre.rows('delete from session where person = $1', [taker.person])
  await isBack(device.page)
  expect(await outboxOn(device.page).sendNow()).toBe('signed-out')
  const session = await by.centre.within((app) => sessionFor(app.db, taker.person))
  await signIn(device.context, { url: by.url, session })
  by.line.fate = fate ?? breaking(cuts)
  await isBack(device.page)
  await slow(device.page)
  const began = performance.now()
  const tries = await sendsAll(device.page)
  const seconds = Math.round((performance.now() - began) / 1000)
  const faults = await faultsOf(gone)
  const [young] = await by.centre.rows<{ count: number }>(
    `select count(*)::int as count from statement where actor = $1 and body->'object'->>'id' like '%?faults-%' and (body->>'timestamp')::timestamptz > now() - interval '20 days'`,
    [taker.person],
  )
  expect(young?.count).toBe(0)
  await device.close()
  return { faults, deeds, seconds, tries }
}

test('three weeks of work arrive whole and once: the session was over, the line slow and broken', { timeout: patience }, async () => {
  const cuts = times(5, 20, 20)
  const { faults, deeds, seconds, tries } = await threeWeeks(0, { deeds: times(60, 500, 2000), cuts })
  expect(faults).toEqual([])
  tellResult('REL-10', { scenario: 'session over', deeds, cuts, tries, 'sent within s': seconds, faults: 0 })
})

test('a test that was taken along is graded as it was drawn, though the course is another and a question is gone', { timeout: patience }, async () => {
  const gone = await goesAway(1)
  const { device, taker } = gone
  const { page } = device
  await page.goto('/sr/courses/T01/tests/1')
  await page.getByRole('button', { name: away.along(v) }).click()
  await page.waitForURL(/\/attempts\/[0-9a-f-]{36}$/)
  const attempt = new URL(page.url()).pathname
  await expect.poll(() => page.locator('[data-saved-state]').textContent()).toBe(away.ready(v))
  by.line.state = 'has-nobody-behind'
  await device.killed('browser')
  await device.page.goto(attempt)
  await expect.poll(() => device.page.locator('[data-saved-state]').textContent()).toBe(away.ready(v))
  for (const field of ['[data-item=T01-G001] input[value=b]', '[data-item=T01-G003] input[value=true]']) {
    await device.page.locator(field).check()
    await expect.poll(() => device.page.locator('[data-saved-state]').textContent()).toBe(away.kept(v))
  }
  await device.page.getByRole('button', { name: away.handIn(v) }).click()
  await device.page.locator('[data-handed-in]').waitFor()
  await isBack(device.page)
  const deeds = times(20, 200, 500)
  await does(gone, deeds)
  await by.centre.within((app) => publishTestCourse(app, { version: '2.0.0', shorter: true }))
  by.line.state = 'passes'
  await isBack(device.page)
  await sendsAll(device.page)
  const graded = () => by.centre.rows('select points, passed from attempt where person = $1 and handed_in_at is not null', [taker.person])
  await expect.poll(graded, { timeout: 20_000 }).toEqual([{ points: 2, passed: true }])
  const items = (await outboxOn(device.page).items()).filter(({ state }) => state !== 'sent')
  expect([items, await faultsOf(gone)]).toEqual([[], []])
  tellResult('REL-10', { scenario: 'course changed', deeds: deeds + 3, faults: 0 })
  await device.close()
})

test('a centre that is two versions newer, and a worker with it, takes what the old one kept', { timeout: patience }, async () => {
  const gone = await goesAway(2)
  const { device } = gone
  by.line.state = 'has-nobody-behind'
  const deeds = times(20, 200, 500)
  await does(gone, deeds)
  for (const version of ['feedfacefeedface', 'cafebabecafebabe']) {
    Object.assign(by.line, { state: 'passes', version, fate: breaking(1000) })
    await device.page.goto('/sr')
    const bar = device.page.getByRole('complementary', { name: 'Нова верзија за рад без мреже је спремна.' })
    await bar.waitFor()
    await Promise.all([device.page.waitForEvent('load'), bar.getByRole('button', { name: 'Пређите на њу' }).click()])
    await device.killed('browser')
  }
  by.line.fate = undefined
  await isBack(device.page)
  await sendsAll(device.page)
  expect(await faultsOf(gone)).toEqual([])
  await expect.poll(() => device.page.locator('[data-outbox-sign] [data-line]').textContent()).toContain(outbox.allSent(v, { time: '' }).trim())
  tellResult('REL-10', { scenario: 'two versions newer', deeds, faults: 0 })
  await device.close()
})

test('a line that answers in place of the centre is found out', { timeout: patience }, async () => {
  const answered = await by.centre.ask('/api/v1/device', { session: takerAt(3).session })
  const epoch = String(answered?.headers['x-putokaz-epoch'])
  const lies = (asked: IncomingMessage, answer: ServerResponse): Fate => {
    if (asked.url !== '/xapi/statements') return 'passes'
    asked.resume()
    answer.writeHead(200, { 'x-putokaz-epoch': epoch, 'x-putokaz-receipt': '1' }).end('[]')
    return 'answered'
  }
  const { faults } = await threeWeeks(3, { deeds: times(12, 20, 20), cuts: 0, fate: lies })
  expect([...new Set(faults.map(({ kind }) => kind))]).toEqual(['lost'])
})

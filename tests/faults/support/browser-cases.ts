/** What can befall a browser that keeps work, beside its death: each case says what a person was told and looks whether it was true. */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import * as away from '#texts/generated/away.ts'
import * as courses from '#texts/generated/courses.ts'
import * as kept from '#texts/generated/kept.ts'
import * as outbox from '#texts/generated/outbox.ts'
import { type CentreByLine, onlyPages } from './centre-by-line.ts'
import { learnerBrowser, outboxOn, privateWindow, reachOutbox } from './learner-browser.ts'
import type { Taker } from './subject.ts'

const v = 'sr-Cyrl'
const unit = '1-1-prva'
const path = `/sr/courses/T01/${unit}`
const newVersion = 'feedfacefeedface'
const everything = 'indexeddb,cache_storage,local_storage,service_workers,file_systems,websql'

export interface Given extends CentreByLine {
  readonly browser: Browser
  readonly taker: Taker
}

export interface BrowserCase {
  readonly name: string
  /** Not in the short form. */
  readonly isSlow?: true
  run(given: Given): Promise<void>
}

const note = (page: Page) => page.locator('section[data-note] textarea')
const sign = (page: Page) => page.locator('[data-outbox-sign] [data-line]')

/** Waits until the note says one of these and nothing else. */
async function says(page: Page, ...words: string[]): Promise<void> {
  await expect.poll(() => page.locator('section[data-note] [role=status]').textContent(), { timeout: 20_000 }).toSatisfy((said: string) => words.includes(said))
}

async function write(page: Page, text: string): Promise<void> {
  await note(page).fill(text)
  await note(page).blur()
}

async function atUnit(given: Given, heard?: (text: string) => void): Promise<{ context: BrowserContext; page: Page }> {
  const { browser, url, taker } = given
  const opened = await privateWindow(browser, { url, session: taker.session, ...(heard && { heard }) })
  await comesTo(opened.page)
  return opened
}

async function comesTo(page: Page): Promise<void> {
  await page.goto(path)
  await note(page).waitFor()
}

async function noteAt({ centre, taker }: Given): Promise<string | undefined> {
  const [found] = await centre.rows<{ body: string }>('select body from note where person = $1', [taker.person])
  return found?.body
}

async function withRoom(page: Page, url: string, bytes?: number): Promise<void> {
  const line = await page.context().newCDPSession(page)
  await line.send('Storage.overrideQuotaForOrigin', { origin: url, ...(bytes !== undefined && { quotaSize: bytes }) })
}

async function clear(page: Page, url: string): Promise<void> {
  const line = await page.context().newCDPSession(page)
  await line.send('Storage.clearDataForOrigin', { origin: url, storageTypes: everything })
}

const takeUpdate = async (page: Page) => {
  const bar = page.getByRole('complementary', { name: 'Нова верзија за рад без мреже је спремна.' })
  await bar.waitFor()
  await Promise.all([page.waitForEvent('load'), bar.getByRole('button', { name: 'Пређите на њу' }).click()])
}

const hasWorker = (page: Page) => page.waitForFunction(() => navigator.serviceWorker.controller !== null)

const noRoom: BrowserCase = {
  name: 'no room is left for a note: it is called not saved, and saved once there is room',
  isSlow: true,
  async run(given) {
    const { browser, url, taker, line } = given
    const { context, page } = await privateWindow(browser, { url, session: taker.session })
    await withRoom(page, url, 3_000_000)
    await comesTo(page)
    line.fate = onlyPages
    await reachOutbox(page)
    const fills = async () => {
      for (let n = 0; n < 40; n++) await outboxOn(page).read(`course/T01/version/1.0.0/unit/${unit}?${n}${'x'.repeat(200_000)}`)
    }
    await expect(fills()).rejects.toThrow(/quota/i)
    await write(page, 'н'.repeat(300_000))
    await says(page, courses.notSaved(v))
    await write(page, 'за њу нема места '.repeat(100))
    await says(page, courses.notSaved(v), courses.savedHereWaits(v))
    const text = await note(page).inputValue()
    await withRoom(page, url)
    await says(page, courses.savedHereWaits(v))
    await comesTo(page)
    expect(await note(page).inputValue()).toBe(text)
    await context.close()
  },
}

const noRoomForCourse: BrowserCase = {
  name: 'no room is left for a course: it is not called kept',
  async run({ browser, url, taker }) {
    const { context, page } = await privateWindow(browser, { url, session: taker.session })
    await withRoom(page, url, 1000)
    await page.goto('/sr/courses/T01')
    const panel = page.locator('[data-keep]').first()
    await panel.getByRole('button', { name: kept.keepIt(v) }).click()
    await expect.poll(() => panel.locator('[data-said]').textContent(), { timeout: 20_000 }).toContain(kept.room(v, { size: '#' }).split('#')[0])
    expect(await panel.locator('[data-said]').textContent()).not.toMatch(/Сачувано: верзија/)
    await context.close()
  },
}

const cleared: BrowserCase = {
  name: 'the storage is cleared after all was sent: it is at the centre, and in the next page',
  async run(given) {
    const { context, page } = await atUnit(given)
    await write(page, 'послато пре брисања')
    await says(page, courses.saved(v))
    await clear(page, given.url)
    await comesTo(page)
    expect(await note(page).inputValue()).toBe('послато пре брисања')
    expect(await noteAt(given)).toBe('послато пре брисања')
    await context.close()
  },
}

const clearedWhileWaiting: BrowserCase = {
  name: 'the storage is cleared under an open page: nothing is called saved any more that is not',
  async run(given) {
    const { context, page } = await atUnit(given)
    given.line.fate = onlyPages
    await write(page, 'чекало је на слање')
    await says(page, courses.savedHereWaits(v))
    await clear(page, given.url)
    await note(page).focus()
    await note(page).blur()
    await says(page, courses.notSaved(v))
    await write(page, 'писано после брисања')
    await says(page, courses.notSaved(v))
    given.line.fate = undefined
    await says(page, courses.saved(v))
    expect(await noteAt(given)).toBe('писано после брисања')
    await context.close()
  },
}

const twoTabs: BrowserCase = {
  name: 'two tabs write into one note, and the browser dies: what was called saved last is there',
  isSlow: true,
  async run(given) {
    const { url, taker, line } = given
    let last = ''
    const device = await learnerBrowser({ url, session: taker.session, heard: (text) => (last = text) })
    const tabs = [device.page, await device.newPage()]
    for (const tab of tabs) await comesTo(tab)
    line.fate = onlyPages
    for (let n = 1; n <= 6; n++) {
      const tab = tabs[n % 2] as Page
      await write(tab, `таб ${n % 2}, ред ${n}`)
      await says(tab, courses.savedHereWaits(v))
    }
    await device.killed('browser')
    await comesTo(device.page)
    expect([last, await note(device.page).inputValue()]).toEqual(['таб 0, ред 6', 'таб 0, ред 6'])
    line.fate = undefined
    await comesTo(device.page)
    await expect.poll(() => noteAt(given), { timeout: 20_000 }).toBe(last)
    await device.close()
  },
}

const updateInExam: BrowserCase = {
  name: 'the worker is updated in the middle of a test that was taken along: every answer called kept is handed in',
  isSlow: true,
  async run({ browser, url, taker, line, centre }) {
    const { context, page } = await privateWindow(browser, { url, session: taker.session })
    await page.goto('/sr/courses/T01/tests/1')
    await hasWorker(page)
    await page.getByRole('button', { name: away.along(v) }).click()
    await page.waitForURL(/\/attempts\/[0-9a-f-]{36}$/)
    const state = page.locator('[data-saved-state]')
    await expect.poll(() => state.textContent()).toBe(away.ready(v))
    await page.locator('[data-item=T01-G001] input[value=b]').check()
    await expect.poll(() => state.textContent()).toBe(away.kept(v))
    line.version = newVersion
    // The page of a test offers no new version; another tab may take it.
    const other = await context.newPage()
    await comesTo(other)
    await takeUpdate(other)
    await page.locator('[data-item=T01-G003] input[value=true]').check()
    await expect.poll(() => state.textContent()).toBe(away.kept(v))
    await page.reload()
    await expect.poll(() => state.textContent()).toBe(away.ready(v))
    for (const field of ['[data-item=T01-G001] input[value=b]', '[data-item=T01-G003] input[value=true]'])
      expect(await page.locator(field).isChecked()).toBe(true)
    await page.getByRole('button', { name: away.handIn(v) }).click()
    await page.locator('[data-handed-in]').waitFor()
    const handed = () => centre.rows<{ points: number }>('select points from attempt where person = $1 and handed_in_at is not null', [taker.person])
    await expect.poll(handed, { timeout: 20_000 }).toEqual([{ points: 2 }])
    await context.close()
  },
}

const updateWhileWaiting: BrowserCase = {
  name: 'the worker is updated while a note waits: the note is sent by the new one',
  isSlow: true,
  async run(given) {
    const { line } = given
    const { context, page } = await atUnit(given)
    await hasWorker(page)
    line.fate = onlyPages
    await write(page, 'пре нове верзије')
    await says(page, courses.savedHereWaits(v))
    line.version = `${newVersion.slice(0, -1)}0`
    await comesTo(page)
    await takeUpdate(page)
    await note(page).waitFor()
    expect(await note(page).inputValue()).toBe('пре нове верзије')
    line.fate = undefined
    await reachOutbox(page)
    await outboxOn(page).sendNow()
    await says(page, courses.saved(v))
    expect(await noteAt(given)).toBe('пре нове верзије')
    await context.close()
  },
}

const privateMode: BrowserCase = {
  name: 'a private window is closed: what it called saved in the account is there',
  async run(given) {
    const { context, page } = await atUnit(given)
    await write(page, 'у приватном прозору')
    await says(page, courses.saved(v))
    await context.close()
    expect(await noteAt(given)).toBe('у приватном прозору')
    const next = await atUnit(given)
    expect(await note(next.page).inputValue()).toBe('у приватном прозору')
    await next.context.close()
  },
}

const privateModeAway: BrowserCase = {
  name: 'a private window has no network: nothing is called sent, and the device says that the browser promised nothing',
  async run(given) {
    const { context, page } = await atUnit(given)
    given.line.fate = onlyPages
    await write(page, 'без мреже у приватном прозору')
    await says(page, courses.savedHereWaits(v))
    await expect.poll(() => sign(page).textContent()).toContain(outbox.waiting(v, { count: '1' }).slice(0, 8))
    await page.goto('/sr/on-device')
    await expect.poll(() => page.locator('main').innerText()).toContain(kept.notPromised(v))
    await context.close()
  },
}

/** A profile in which the browser's own setting lets no site keep anything. */
async function settingsBlock(profile: string): Promise<void> {
  await mkdir(join(profile, 'Default'), { recursive: true })
  await writeFile(join(profile, 'Default/Preferences'), JSON.stringify({ profile: { default_content_setting_values: { cookies: 2 } } }))
}

const blockedBySettings: BrowserCase = {
  name: 'the settings of the browser block all storage: nothing is called saved or kept',
  async run({ url, taker }) {
    const said: string[] = []
    const device = await learnerBrowser({ url, session: taker.session, heard: (text) => said.push(text) }, settingsBlock)
    const { page } = device
    await page.goto(path, { waitUntil: 'networkidle' })
    expect(await page.evaluate(() => indexedDB.databases().then(String, String))).toMatch(/Error/)
    if (await note(page).isVisible()) {
      await write(page, 'нигде се не чува')
      await says(page, courses.notSavedHere(v))
    }
    await page.goto('/sr/courses/T01')
    await expect.poll(() => page.locator('[data-keep] [data-said]').first().textContent()).toBe(kept.unable(v))
    expect(said).toEqual([])
    await device.close()
  },
}

/** Where the database would lie there is something else. */
async function noDatabase(profile: string): Promise<void> {
  await mkdir(join(profile, 'Default'), { recursive: true })
  await rm(join(profile, 'Default/IndexedDB'), { recursive: true, force: true })
  await writeFile(join(profile, 'Default/IndexedDB'), '')
}

const noStorage: BrowserCase = {
  name: 'the browser can keep nothing, and there is a network: what is called saved is at the centre',
  isSlow: true,
  async run(given) {
    const device = await learnerBrowser({ url: given.url, session: given.taker.session }, noDatabase)
    await comesTo(device.page)
    await expect.poll(() => sign(device.page).textContent()).toContain(outbox.keepsNothing(v))
    await write(device.page, 'право у налог')
    await says(device.page, courses.saved(v))
    await device.killed('browser')
    expect(await noteAt(given)).toBe('право у налог')
    await device.close()
  },
}

const noStorageNoNetwork: BrowserCase = {
  name: 'the browser can keep nothing, and there is no network: it is called not saved until there is one',
  isSlow: true,
  async run(given) {
    const device = await learnerBrowser({ url: given.url, session: given.taker.session }, noDatabase)
    await comesTo(device.page)
    given.line.fate = onlyPages
    await write(device.page, 'нема где да остане')
    await says(device.page, courses.notSaved(v))
    given.line.fate = undefined
    await says(device.page, courses.saved(v))
    expect(await noteAt(given)).toBe('нема где да остане')
    await device.close()
  },
}

export const browserCases: readonly BrowserCase[] = [
  noRoom,
  noRoomForCourse,
  cleared,
  clearedWhileWaiting,
  twoTabs,
  updateInExam,
  updateWhileWaiting,
  privateMode,
  privateModeAway,
  blockedBySettings,
  noStorage,
  noStorageNoNetwork,
]

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type OutboxServer, startOutboxServer } from '../../../../../tests/support/outbox-page.ts'
import type * as module from './index.ts'

declare const outbox: typeof module

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-dev-shm-usage',
]
let server: OutboxServer
let folder: string
let context: BrowserContext
let page: Page

async function open(): Promise<void> {
  context = await chromium.launchPersistentContext(folder, { executablePath: process.env['PUTOKAZ_CHROMIUM'] ?? '/usr/bin/chromium', args: flags })
  page = await newPage()
}

async function newPage(): Promise<Page> {
  const opened = await context.newPage()
  await opened.goto(`${server.url}/`)
  await opened.waitForFunction(() => 'outbox' in globalThis)
  return opened
}

/** Starts anew, as if the person had come back to a page of hers. */
async function again(): Promise<void> {
  await page.goto(`${server.url}/`)
  await page.waitForFunction(() => 'outbox' in globalThis)
}

const keepRead = (unit: string, on = page) =>
  on.evaluate(async (slug) => {
    const rows = await outbox.openRows()
    const shown = { what: 'read', title: `Јединица ${slug}`, path: `/courses/C01/${slug}` } as const
    return outbox.keep(rows, { deed: { to: 'statements', verb: 'experienced', activity: `course/C01/version/1.0.0/unit/${slug}` }, shown })
  }, unit)
const keepNote = (text: string) =>
  page.evaluate(async (note) => {
    const rows = await outbox.openRows()
    const shown = { what: 'note', title: 'Јединица', path: '/courses/C01/u' } as const
    return outbox.keep(rows, { deed: { to: 'notes', course: 'C01', unit: 'u', text: note }, shown })
  }, text)
const enter = (person = 'person-a') => page.evaluate(async (who) => (await outbox.enter(await outbox.openRows(), who))?.person, person)
const send = (on = page) => on.evaluate(async () => outbox.sendWaiting(await outbox.openRows()))
const sendNow = () => page.evaluate(async () => outbox.sendNow(await outbox.openRows()))
const standing = () => page.evaluate(async () => outbox.standing(await outbox.openRows()))
const items = () => page.evaluate(async () => outbox.items(await outbox.openRows()))
/** Every byte of text that the browser holds of the outbox. */
const everything = () =>
  page.evaluate(async () => {
    const rows = await outbox.openRows()
    const all = [...(await rows.of('person-a')), ...(await rows.of('person-b'))]
    return all.map((row) => JSON.stringify(row) + new TextDecoder().decode(row.body.data) + new TextDecoder().decode(row.shown.data)).join('\n')
  })

beforeAll(async () => {
  server = await startOutboxServer()
})
afterAll(() => server.close())
beforeEach(async () => {
  Object.assign(server, { mood: 'fine', person: 'person-a', epoch: 'one', safeUntil: null, refuses: undefined, key: undefined, merged: [] })
  server.stored.clear()
  server.came.length = 0
  folder = await mkdtemp(join(tmpdir(), 'putokaz-outbox-'))
  await open()
})
afterEach(async () => {
  await context.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

describe('Work kept on a device', () => {
  it('is sent in the order of its birth, once, and stays until a backup holds it', async () => {
    await enter()
    const ids = [await keepRead('a'), await keepRead('b'), await keepNote('моја белешка')]
    expect(await send()).toBe('nothing-waits')
    expect([...server.stored.keys()]).toEqual(ids)
    expect(server.stored.get(ids[0] ?? '')).toMatchObject({
      actor: { account: { homePage: 'http://centre.example', name: 'person-a' } },
      verb: { id: 'http://adlnet.gov/expapi/verbs/experienced' },
      object: { id: 'http://centre.example/xapi/activities/course/C01/version/1.0.0/unit/a' },
    })
    expect(await send()).toBe('nothing-waits')
    expect(server.came).toHaveLength(3)
    expect(await standing()).toMatchObject({ waiting: 0, sent: 3, refused: 0 })
    server.safeUntil = new Date(Date.now() + 1000).toISOString()
    expect(await sendNow()).toBe('nothing-waits')
    expect(await standing()).toMatchObject({ waiting: 0, sent: 0 })
  })

  it('outlives the browser that is killed (kill -9) right after it was kept', { timeout: 120_000 }, async () => {
    await enter()
    server.mood = 'down'
    const id = await keepRead('a')
    const pid = await browserProcess()
    const gone = new Promise((resolve) => context.once('close', resolve))
    process.kill(pid, 'SIGKILL')
    await gone
    await open()
    expect(await items()).toMatchObject([{ id, state: 'waiting', shown: { title: 'Јединица a' } }])
    server.mood = 'fine'
    expect(await send()).toBe('nothing-waits')
    expect([...server.stored.keys()]).toEqual([id])
  })

  it('waits while the server is down, fails or hangs behind the gate of a guest network, and then arrives', async () => {
    await enter()
    const id = await keepRead('a')
    for (const mood of ['down', 'portal', 'failing'] as const) {
      server.mood = mood
      expect(await sendNow(), mood).toBe('later')
      expect(await standing()).toMatchObject({ waiting: 1, sent: 0, refused: 0 })
    }
    expect((await standing()).wakeAt).toBeGreaterThan(Date.now())
    server.mood = 'fine'
    expect(await sendNow()).toBe('nothing-waits')
    expect([...server.stored.keys()]).toEqual([id])
  })

  it('takes a network that hangs for none after its deadline', { timeout: 60_000 }, async () => {
    await enter()
    await keepRead('a')
    server.mood = 'hangs'
    const began = Date.now()
    expect(await send()).toBe('later')
    expect(Date.now() - began).toBeLessThan(25_000)
  })

  it('waits for its owner when the session is over, and loses nothing', async () => {
    await enter()
    await keepRead('a')
    server.mood = 'signed-out'
    expect(await send()).toBe('signed-out')
    expect(await standing()).toMatchObject({ waiting: 1, signedOut: true })
    server.mood = 'fine'
    await again()
    await enter()
    expect(await send()).toBe('nothing-waits')
    expect(server.stored.size).toBe(1)
  })

  it('is refused alone, with the reason, and never holds up the others', async () => {
    await enter()
    server.refuses = 'unit/b'
    for (const unit of ['a', 'b', 'c', 'd']) await keepRead(unit)
    expect(await send()).toBe('nothing-waits')
    expect(server.stored.size).toBe(3)
    const [refused] = (await items()).filter(({ state }) => state === 'refused')
    expect(refused).toMatchObject({ refusal: { status: 400, reason: 'a device sends no e-mail address', path: 'result.response' } })
    server.refuses = undefined
    await page.evaluate(async (id) => outbox.tryAgain(await outbox.openRows(), id), refused?.id ?? '')
    await send()
    expect(server.stored.size).toBe(4)
  })

  it('is all sent again to a server that was restored', async () => {
    await enter()
    await keepRead('a')
    await keepNote('белешка')
    await send()
    server.stored.clear()
    server.epoch = 'two'
    expect(await sendNow()).toBe('nothing-waits')
    expect(server.stored.size).toBe(2)
    expect(await standing()).toMatchObject({ waiting: 0, sent: 2 })
  })

  it('of one note only the newest text waits', async () => {
    await enter()
    server.mood = 'down'
    for (const text of ['п', 'пр', 'први утисак']) await keepNote(text)
    expect(await standing()).toMatchObject({ waiting: 1 })
    const note = await page.evaluate(async () => outbox.newest<{ text: string }>(await outbox.openRows(), { to: 'notes', course: 'C01', unit: 'u', text: '' }))
    expect(note).toMatchObject({ state: 'waiting', body: { text: 'први утисак' } })
  })
})

describe('Two tabs', () => {
  it('never send the same work at the same time', async () => {
    await enter()
    const second = await newPage()
    for (let n = 0; n < 10; n++) await keepRead(`u${n}`, n % 2 === 0 ? page : second)
    await Promise.all([send(), send(second), send(), send(second)])
    expect(server.came).toHaveLength(10)
    expect(server.stored.size).toBe(10)
  })

  it('tell each other what was kept and sent', async () => {
    await enter()
    const second = await newPage()
    await second.evaluate(() => {
      const heard: string[] = []
      Object.assign(globalThis, { heard })
      outbox.hear((what) => heard.push(what))
    })
    await keepRead('a')
    await send()
    await expect.poll(() => second.evaluate(() => (globalThis as unknown as { heard: string[] }).heard)).toEqual(['kept', 'changed'])
  })
})

describe('On a shared device', () => {
  it('nothing of what waits can be read without the key, and the next person sees only how many', async () => {
    await enter()
    server.mood = 'down'
    await keepNote('канаринац у белешци')
    await keepRead('medjunarodni-pojmovi')
    const bytes = await everything()
    for (const secret of ['канаринац', 'medjunarodni', 'Јединица', 'C01']) expect(bytes).not.toContain(secret)
    await page.evaluate(async () => (await outbox.openRows()).lock())
    expect(await standing()).toMatchObject({ person: null, waiting: 0, locked: 2 })
    expect(await items()).toEqual([])
    Object.assign(server, { mood: 'fine', person: 'person-b' })
    expect(await enter('person-b')).toBe('person-b')
    expect(await standing()).toMatchObject({ person: 'person-b', waiting: 0, locked: 2 })
    expect(await sendNow()).toBe('nothing-waits')
    expect(server.came).toEqual([])
    server.person = 'person-a'
    await enter('person-a')
    await send()
    expect(server.stored.size).toBe(2)
  })

  it('work of one person is never sent under the name of the next, nor refused because of her', async () => {
    await enter()
    await keepRead('a')
    Object.assign(server, { person: 'person-b', refuses: 'person-a' })
    expect(await send()).toBe('signed-out')
    expect(await standing()).toMatchObject({ person: 'person-b', locked: 1 })
    Object.assign(server, { person: 'person-a', refuses: undefined })
    await enter('person-a')
    expect(await send()).toBe('nothing-waits')
    expect(server.stored.size).toBe(1)
  })

  it('a page of somebody else locks what the one before did, also when the server cannot be reached', async () => {
    await enter()
    await keepRead('a')
    server.mood = 'down'
    expect(await enter('person-b')).toBeUndefined()
    expect(await standing()).toMatchObject({ person: null, locked: 1 })
  })

  it('the key cannot be taken out of the browser', async () => {
    await enter()
    const taken = await page.evaluate(async () => {
      const owner = await (await outbox.openRows()).owner()
      return Promise.all(
        [owner?.seals, owner?.derives].map((key) =>
          crypto.subtle.exportKey('raw', key as CryptoKey).then(
            () => 'taken',
            () => 'refused',
          ),
        ),
      )
    })
    expect(taken).toEqual(['refused', 'refused'])
  })
})

describe('When a key changes', () => {
  it('work goes on under the new one, and what no key opens is refused alone', async () => {
    await enter()
    server.mood = 'down'
    await keepRead('a')
    Object.assign(server, { mood: 'fine', key: Buffer.alloc(32, 9).toString('base64') })
    expect(await sendNow()).toBe('nothing-waits')
    expect(server.stored.size).toBe(1)
    await keepRead('b')
    await page.evaluate(async () => (await outbox.openRows()).lock())
    server.key = Buffer.alloc(32, 8).toString('base64')
    await enter()
    await keepRead('c')
    expect(await sendNow()).toBe('nothing-waits')
    expect(server.stored.size).toBe(2)
    expect((await items()).filter(({ state }) => state === 'refused')).toMatchObject([{ refusal: { reason: 'unreadable' }, shown: { what: 'unknown' } }])
  })

  it('the work of an account that was merged into hers is hers', async () => {
    server.person = 'person-b'
    await enter('person-b')
    server.mood = 'down'
    await keepRead('a')
    Object.assign(server, { mood: 'fine', person: 'person-a', merged: ['person-b'] })
    await enter('person-a')
    expect(await standing()).toMatchObject({ waiting: 1, locked: 0 })
    expect(await send()).toBe('nothing-waits')
    expect(server.stored.size).toBe(1)
  })
})

describe('A browser that keeps nothing', () => {
  it('says so instead of saying that work is kept: storage closed', async () => {
    await enter()
    await page.evaluate(() => {
      Object.defineProperty(globalThis, 'indexedDB', { value: { open: () => failing() } })
      function failing() {
        const request = { error: new DOMException('closed', 'InvalidStateError') } as { onerror?: () => void; error: DOMException }
        setTimeout(() => request.onerror?.())
        return request
      }
    })
    await expect(keepRead('a')).rejects.toThrow('closed')
  })

  it('says so instead of saying that work is kept: no room', { timeout: 60_000 }, async () => {
    const line = await context.newCDPSession(page)
    // The browser asks for its room once in a while: it has to be little from the first writing on.
    await line.send('Storage.overrideQuotaForOrigin', { origin: server.url, quotaSize: 3_000_000 })
    await enter()
    let kept = 0
    const fill = async () => {
      for (; kept < 40; kept++) await keepRead('x'.repeat(200_000))
    }
    await expect(fill()).rejects.toThrow(/quota/i)
    expect(kept).toBeLessThan(40)
    expect(await standing()).toMatchObject({ waiting: kept })
  })
})

describe('A file', () => {
  it('carries what has not arrived, encrypted and signed', async () => {
    await enter()
    await keepRead('a')
    await send()
    server.mood = 'down'
    const id = await keepNote('канаринац')
    const file = await page.evaluate(async () => outbox.workFile(await outbox.openRows()))
    expect(file).toMatchObject({ format: 'putokaz-work', version: 1, person: 'person-a', epoch: 'one', entries: [{ id, to: 'notes' }] })
    expect(JSON.stringify(file)).not.toContain('канаринац')
    expect(await opened(file)).toMatchObject([{ id, course: 'C01', unit: 'u', text: 'канаринац' }])
  })
})

/** Opens a file as the server does: with the device key and nothing else. */
async function opened(file: Awaited<ReturnType<typeof module.workFile>>): Promise<unknown[]> {
  const { createDecipheriv, createHmac, hkdfSync } = await import('node:crypto')
  const { signedText } = await import('../../domain/work-file.ts')
  if (!file) throw new Error('there is no file')
  const key = Buffer.alloc(32, 1)
  const signing = Buffer.from(hkdfSync('sha256', key, '', 'putokaz-work-file', 32))
  expect(file.signature).toBe(createHmac('sha256', signing).update(signedText(file)).digest('base64'))
  return file.entries.map(({ iv, data }) => {
    const bytes = Buffer.from(data, 'base64')
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64')).setAuthTag(bytes.subarray(-16))
    return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8'))
  })
}

/** The process of the browser itself. */
async function browserProcess(): Promise<number> {
  const line = await context.newCDPSession(page)
  const { processInfo } = await ((await context.browser()?.newBrowserCDPSession()) ?? line).send('SystemInfo.getProcessInfo')
  const browser = processInfo.find(({ type }) => type === 'browser')
  if (!browser) throw new Error('the browser does not tell its process')
  return browser.id
}

import { describe, expect, it } from 'vitest'
import { killBrowser } from '../../../../../tests/support/chromium.ts'
import { deviceWithOutbox } from '../../../../../tests/support/outbox-device.ts'
import type * as module from './index.ts'

declare const outbox: typeof module

const device = deviceWithOutbox()
const { again, enter, items, keepNote, keepRead, newPage, open, send, sendNow, standing } = device

describe('Work kept on a device', () => {
  it('is sent in the order of its birth, once, and stays until a backup holds it', async () => {
    await enter()
    const ids = [await keepRead('a'), await keepRead('b'), await keepNote('моја белешка')]
    expect(await send()).toBe('nothing-waits')
    expect([...device.server.stored.keys()]).toEqual(ids)
    expect(device.server.stored.get(ids[0] ?? '')).toMatchObject({
      actor: { account: { homePage: 'http://centre.example', name: 'person-a' } },
      verb: { id: 'http://adlnet.gov/expapi/verbs/experienced' },
      object: { id: 'http://centre.example/xapi/activities/course/C01/version/1.0.0/unit/a' },
    })
    expect(await send()).toBe('nothing-waits')
    expect(device.server.came).toHaveLength(3)
    expect(await standing()).toMatchObject({ waiting: 0, sent: 3, refused: 0 })
    device.server.safeBelow = 2
    expect(await sendNow()).toBe('nothing-waits')
    expect(await standing()).toMatchObject({ waiting: 0, sent: 1 })
    device.server.safeBelow = 3
    expect(await sendNow()).toBe('nothing-waits')
    expect(await standing()).toMatchObject({ waiting: 0, sent: 0 })
  })

  it('outlives the browser that is killed (kill -9) right after it was kept', { timeout: 120_000 }, async () => {
    await enter()
    device.server.mood = 'down'
    const id = await keepRead('a')
    await killBrowser(device.context, device.page)
    await open()
    expect(await items()).toMatchObject([{ id, state: 'waiting', shown: { title: 'Јединица a' } }])
    device.server.mood = 'fine'
    expect(await send()).toBe('nothing-waits')
    expect([...device.server.stored.keys()]).toEqual([id])
  })

  it('waits while the server is down, fails or hangs behind the gate of a guest network, and then arrives', async () => {
    await enter()
    const id = await keepRead('a')
    for (const mood of ['down', 'portal', 'failing'] as const) {
      device.server.mood = mood
      expect(await sendNow(), mood).toBe('later')
      expect(await standing()).toMatchObject({ waiting: 1, sent: 0, refused: 0 })
    }
    expect((await standing()).wakeAt).toBeGreaterThan(Date.now())
    device.server.mood = 'fine'
    expect(await sendNow()).toBe('nothing-waits')
    expect([...device.server.stored.keys()]).toEqual([id])
  })

  it('takes a network that hangs for none after its deadline', { timeout: 60_000 }, async () => {
    await enter()
    await keepRead('a')
    device.server.mood = 'hangs'
    const began = Date.now()
    expect(await send()).toBe('later')
    expect(Date.now() - began).toBeLessThan(25_000)
  })

  it('waits for its owner when the session is over, and loses nothing', async () => {
    await enter()
    await keepRead('a')
    device.server.mood = 'signed-out'
    expect(await send()).toBe('signed-out')
    expect(await standing()).toMatchObject({ waiting: 1, signedOut: true })
    device.server.mood = 'fine'
    await again()
    await enter()
    expect(await send()).toBe('nothing-waits')
    expect(device.server.stored.size).toBe(1)
  })

  it('is refused alone, with the reason, and never holds up the others', async () => {
    await enter()
    device.server.refuses = 'unit/b'
    for (const unit of ['a', 'b', 'c', 'd']) await keepRead(unit)
    expect(await send()).toBe('nothing-waits')
    expect(device.server.stored.size).toBe(3)
    const [refused] = (await items()).filter(({ state }) => state === 'refused')
    expect(refused).toMatchObject({ refusal: { status: 400, reason: 'a device sends no e-mail address', path: 'result.response' } })
    device.server.refuses = undefined
    await device.page.evaluate(async (id) => outbox.tryAgain(await outbox.openRows(), id), refused?.id ?? '')
    await send()
    expect(device.server.stored.size).toBe(4)
  })

  it('is all sent again to a server that was restored', async () => {
    await enter()
    await keepRead('a')
    await keepNote('белешка')
    await send()
    device.server.stored.clear()
    device.server.epoch = 'two'
    expect(await sendNow()).toBe('nothing-waits')
    expect(device.server.stored.size).toBe(2)
    expect(await standing()).toMatchObject({ waiting: 0, sent: 2 })
  })

  it('of one note only the newest text waits', async () => {
    await enter()
    device.server.mood = 'down'
    for (const text of ['п', 'пр', 'први утисак']) await keepNote(text)
    expect(await standing()).toMatchObject({ waiting: 1 })
    const note = await device.page.evaluate(async () =>
      outbox.newest<{ text: string }>(await outbox.openRows(), { to: 'notes', course: 'C01', unit: 'u', text: '' }),
    )
    expect(note).toMatchObject({ state: 'waiting', body: { text: 'први утисак' } })
  })
})

describe('Two tabs', () => {
  it('never send the same work at the same time', async () => {
    await enter()
    const second = await newPage()
    for (let n = 0; n < 10; n++) await keepRead(`u${n}`, n % 2 === 0 ? device.page : second)
    await Promise.all([send(), send(second), send(), send(second)])
    expect(device.server.came).toHaveLength(10)
    expect(device.server.stored.size).toBe(10)
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

describe('A browser that keeps nothing', () => {
  it('says so instead of saying that work is kept: storage closed', async () => {
    await enter()
    await device.page.evaluate(() => {
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
    const line = await device.context.newCDPSession(device.page)
    // The browser asks for its room once in a while: it has to be little from the first writing on.
    await line.send('Storage.overrideQuotaForOrigin', { origin: device.server.url, quotaSize: 3_000_000 })
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
    device.server.mood = 'down'
    const id = await keepNote('канаринац')
    const file = await device.page.evaluate(async () => outbox.workFile(await outbox.openRows()))
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

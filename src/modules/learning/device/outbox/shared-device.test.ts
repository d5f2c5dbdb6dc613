/** One device, several people: whose work it is, whose key opens it. */
import { describe, expect, it } from 'vitest'
import { deviceWithOutbox } from '../../../../../tests/support/outbox-device.ts'
import type * as module from './index.ts'

declare const outbox: typeof module

const device = deviceWithOutbox()
const { enter, everything, items, keepNote, keepRead, send, sendNow, standing } = device

describe('On a shared device', () => {
  it('nothing of what waits can be read without the key, and the next person sees only how many', async () => {
    await enter()
    device.server.mood = 'down'
    await keepNote('канаринац у белешци')
    await keepRead('medjunarodni-pojmovi')
    const bytes = await everything()
    for (const secret of ['канаринац', 'medjunarodni', 'Јединица', 'C01']) expect(bytes).not.toContain(secret)
    await device.page.evaluate(async () => (await outbox.openRows()).lock())
    expect(await standing()).toMatchObject({ person: null, waiting: 0, locked: 2 })
    expect(await items()).toEqual([])
    Object.assign(device.server, { mood: 'fine', person: 'person-b' })
    expect(await enter('person-b')).toBe('person-b')
    expect(await standing()).toMatchObject({ person: 'person-b', waiting: 0, locked: 2 })
    expect(await sendNow()).toBe('nothing-waits')
    expect(device.server.came).toEqual([])
    device.server.person = 'person-a'
    await enter('person-a')
    await send()
    expect(device.server.stored.size).toBe(2)
  })

  it('work of one person is never sent under the name of the next, nor refused because of her', async () => {
    await enter()
    await keepRead('a')
    Object.assign(device.server, { person: 'person-b', refuses: 'person-a' })
    expect(await send()).toBe('signed-out')
    expect(await standing()).toMatchObject({ person: 'person-b', locked: 1 })
    Object.assign(device.server, { person: 'person-a', refuses: undefined })
    await enter('person-a')
    expect(await send()).toBe('nothing-waits')
    expect(device.server.stored.size).toBe(1)
  })

  it('a page of somebody else locks what the one before did, also when the server cannot be reached', async () => {
    await enter()
    await keepRead('a')
    device.server.mood = 'down'
    expect(await enter('person-b')).toBeUndefined()
    expect(await standing()).toMatchObject({ person: null, locked: 1 })
  })

  it('the key cannot be taken out of the browser', async () => {
    await enter()
    const taken = await device.page.evaluate(async () => {
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
    device.server.mood = 'down'
    await keepRead('a')
    Object.assign(device.server, { mood: 'fine', key: Buffer.alloc(32, 9).toString('base64') })
    expect(await sendNow()).toBe('nothing-waits')
    expect(device.server.stored.size).toBe(1)
    await keepRead('b')
    await device.page.evaluate(async () => (await outbox.openRows()).lock())
    device.server.key = Buffer.alloc(32, 8).toString('base64')
    await enter()
    await keepRead('c')
    expect(await sendNow()).toBe('nothing-waits')
    expect(device.server.stored.size).toBe(2)
    expect((await items()).filter(({ state }) => state === 'refused')).toMatchObject([{ refusal: { reason: 'unreadable' }, shown: { what: 'unknown' } }])
  })

  it('the work of an account that was merged into hers is hers', async () => {
    device.server.person = 'person-b'
    await enter('person-b')
    device.server.mood = 'down'
    await keepRead('a')
    Object.assign(device.server, { mood: 'fine', person: 'person-a', merged: ['person-b'] })
    await enter('person-a')
    expect(await standing()).toMatchObject({ waiting: 1, locked: 0 })
    expect(await send()).toBe('nothing-waits')
    expect(device.server.stored.size).toBe(1)
  })
})

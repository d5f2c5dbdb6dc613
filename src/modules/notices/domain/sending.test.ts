import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afterTry, longestTrying, mayRetry, mayWithdraw, withdrawalFor } from './sending.ts'

const begun = new Date('2026-11-23T09:00:00Z')
const giveUpAt = new Date(begun.getTime() + longestTrying)
const later = (minutes: number) => new Date(begun.getTime() + minutes * 60_000)
const busy = { kind: 'trouble', passing: true, problem: 'smtp-451' } as const

describe('After a try', () => {
  test('a letter that was taken is sent, and never tried again', () => {
    expect(afterTry({ tries: 1, giveUpAt }, { kind: 'sent' }, begun)).toEqual({ state: 'sent', problem: null, nextTry: null })
  })

  test('a passing trouble waits longer each time, and keeps its reason', () => {
    const pauses = [1, 2, 3, 4, 5, 6, 7, 8, 20].map((tries) => {
      const { nextTry } = afterTry({ tries, giveUpAt }, busy, begun)
      return ((nextTry?.getTime() ?? 0) - begun.getTime()) / 60_000
    })
    expect(pauses).toEqual([1, 5, 15, 60, 180, 360, 720, 1440, 1440])
    expect(afterTry({ tries: 1, giveUpAt }, busy, begun)).toMatchObject({ state: 'waiting', problem: 'smtp-451' })
  })

  test('the last try is at three days, and then a person has to look', () => {
    expect(afterTry({ tries: 9, giveUpAt }, busy, later(72 * 60 - 5)).nextTry).toEqual(giveUpAt)
    expect(afterTry({ tries: 10, giveUpAt }, busy, giveUpAt)).toEqual({ state: 'failed', problem: 'smtp-451', nextTry: null })
  })

  test('what will never pass is parked at once', () => {
    expect(afterTry({ tries: 1, giveUpAt }, { ...busy, passing: false, problem: 'smtp-550' }, begun)).toEqual({
      state: 'parked',
      problem: 'smtp-550',
      nextTry: null,
    })
  })

  test('a letter ends after a bounded number of tries, whenever they happen', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(120), { minLength: 40, maxLength: 40 }), (delays) => {
        let [tries, now] = [0, begun]
        for (const delay of delays) {
          const { state, nextTry } = afterTry({ tries: ++tries, giveUpAt }, busy, now)
          if (state === 'failed') {
            expect(tries).toBeLessThanOrEqual(12)
            return
          }
          expect(nextTry?.getTime()).toBeGreaterThan(now.getTime())
          now = new Date((nextTry?.getTime() ?? 0) + delay * 1000)
        }
        throw new Error('never ended')
      }),
    )
  })
})

describe('A letter goes only', () => {
  const letter = { addressHash: 'a', toUnconfirmed: false, unwanted: false }
  const person = { disabled: false, confirmed: true, addressHash: 'a' }
  test.each([
    ['to the person as she was', letter, person, undefined],
    ['to somebody who is there', letter, null, 'nobody'],
    ['to an open account', letter, { ...person, disabled: true }, 'disabled'],
    ['to an address', letter, { ...person, addressHash: null }, 'no-address'],
    ['to the address it was written for', letter, { ...person, addressHash: 'b' }, 'address-changed'],
    ['to one she proved to be hers', letter, { ...person, confirmed: false }, 'not-confirmed'],
    ['unless it is there to prove it', { ...letter, toUnconfirmed: true }, { ...person, confirmed: false }, undefined],
    ['when she did not decline it', { ...letter, unwanted: true }, person, 'unwanted'],
  ] as const)('%s', (...row) => {
    const [, given, recipient, reason] = row
    expect(withdrawalFor(given, recipient)).toBe(reason)
  })
})

test('what was sent, or is on its way, is out of reach by hand', () => {
  for (const state of ['sent', 'sending'] as const) expect([mayRetry(state), mayWithdraw(state)]).toEqual([false, false])
  expect([mayRetry('parked'), mayWithdraw('parked'), mayRetry('withdrawn')]).toEqual([true, true, false])
})

import { expect, test } from 'vitest'
import { readAnswer, refusesAll, waitAfter } from './forwarding.ts'

test('Waits grow from five seconds to a quarter of an hour, and heed what the other store asks for', () => {
  expect([1, 2, 3, 8, 9, 5000].map((tries) => waitAfter(tries) / 1000)).toEqual([5, 10, 20, 640, 900, 900])
  expect(waitAfter(1, 120_000)).toBe(120_000)
  expect(waitAfter(9, 5000)).toBe(900_000)
})

test('An answer is about the statements or about the store', () => {
  expect([200, 204].map((status) => readAnswer(status, null).kind)).toEqual(['accepted', 'accepted'])
  expect([400, 409, 413].map((status) => readAnswer(status, null).kind)).toEqual(['refused', 'refused', 'refused'])
  expect([302, 401, 403, 404, 429, 500, 503].map((status) => readAnswer(status, null))).toEqual(
    [302, 401, 403, 404, 429, 500, 503].map((status) => ({ kind: 'trouble', problem: `answered-${status}` })),
  )
  expect(readAnswer(503, '99999')).toEqual({ kind: 'trouble', problem: 'answered-503', waitMs: 900_000 })
  expect(readAnswer(503, 'tomorrow')).toEqual({ kind: 'trouble', problem: 'answered-503' })
})

test('A store that never took anything and refuses everything is not served on; one that did has its reasons', () => {
  const all = { through: 2, notTaken: [0, 1].map((statement) => ({ statement, status: 400 })) }
  expect([refusesAll(all, 0), refusesAll(all, 1), refusesAll({ ...all, through: 3 }, 0), refusesAll({ through: 0, notTaken: [] }, 0)]).toEqual([
    true,
    false,
    false,
    false,
  ])
})

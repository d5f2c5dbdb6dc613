import { expect, test } from 'vitest'
import { clockDoubt } from './clock.ts'

const stored = new Date('2026-11-23T09:00:00Z')

test.each([
  ['1970-01-01T00:00:00Z', 'behind'],
  ['2026-10-24T09:00:00Z', 'behind'],
  ['2026-11-02T09:00:00Z', undefined],
  ['2026-11-23T09:00:00Z', undefined],
  ['2026-11-23T10:05:00+01:00', undefined],
  ['2026-11-23T09:11:00Z', 'ahead'],
  ['2026-12-23T09:00:00Z', 'ahead'],
  ['2038-01-19T03:14:07Z', 'ahead'],
])('a statement of %s that was stored on 23 November 2026 is %s', (timestamp, doubt) => {
  expect(clockDoubt(timestamp, stored)).toBe(doubt)
})

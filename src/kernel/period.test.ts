import { expect, test } from 'vitest'
import { covers, yearsLater } from './period.ts'

test.each([
  ['2026-11-23', 3, '2029-11-23'],
  ['2024-02-29', 1, '2025-02-28'],
  ['2024-02-29', 4, '2028-02-29'],
  ['2096-02-29', 4, '2100-02-28'],
])('%s and %i years are %s', (day, years, expected) => {
  expect(yearsLater(day, years)).toBe(expected)
})

test.each([
  [{ from: '2026-01-01', to: '2026-01-31' }, '2026-01-31', true],
  [{ from: '2026-01-01', to: '2026-01-31' }, '2026-02-01', false],
  [{ from: '2026-01-01' }, '2099-01-01', true],
  [{ from: '2026-01-01' }, '2025-12-31', false],
])('%o covers %s: %s', (period, day, expected) => {
  expect(covers(period, day)).toBe(expected)
})

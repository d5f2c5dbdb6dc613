import { expect, test } from 'vitest'
import { rows } from '../test/cases.ts'
import { type DateCase, formatDate, toLatin } from './index.ts'

test.each(rows('dates.tsv'))('%s in %s, %s: %s', (date = '', variant = '', gcase = '', text = '') => {
  expect(formatDate(date, variant as 'en', gcase as DateCase)).toBe(text)
})

test('the Latin months are the Cyrillic ones in Latin', () => {
  for (let month = 1; month <= 12; month++) {
    const date = `2026-${String(month).padStart(2, '0')}-05`
    for (const gcase of ['nominative', 'genitive'] as const) {
      expect(formatDate(date, 'sr-Latn', gcase)).toBe(toLatin(formatDate(date, 'sr-Cyrl', gcase)))
    }
  }
})

test.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '26-1-1', '2026-11-22T00:00', ''])('%s is no date', (date) => {
  expect(() => formatDate(date, 'sr-Cyrl')).toThrow(RangeError)
})

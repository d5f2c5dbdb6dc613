import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Dated, outlived, parseKeep } from './retention.ts'

const at = (text: string): Dated => ({ name: text, at: new Date(`${text}T03:00:00Z`) })
const daily = (from: string, count: number) =>
  Array.from({ length: count }, (_, i) => at(new Date(Date.parse(`${from}T00:00:00Z`) + i * 86_400_000).toISOString().slice(0, 10)))

test('of a year of daily backups, a week of days, four weeks and twelve months stay', () => {
  const year = daily('2026-01-01', 365)
  const gone = new Set(outlived(year, { days: 7, weeks: 4, months: 12 }))
  const kept = year.filter((one) => !gone.has(one)).map(({ name }) => name)
  expect(kept.slice(-7)).toEqual(['2026-12-25', '2026-12-26', '2026-12-27', '2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31'])
  for (const name of ['2026-12-13', '2026-12-20', '2026-12-27', '2026-11-30', '2026-02-28', '2026-01-31']) expect(kept).toContain(name)
  expect(kept).toHaveLength(7 + 2 + 11)
})

test('the newest stays, and nothing else goes when there is little', () => {
  const dates = fc
    .uniqueArray(fc.integer({ min: 0, max: 4000 }), { maxLength: 60 })
    .map((days) => days.map((day) => daily('2020-01-01', day + 1).at(-1) ?? at('2020-01-01')))
  fc.assert(
    fc.property(dates, fc.record({ days: fc.nat(10), weeks: fc.nat(10), months: fc.nat(10) }), (all, keep) => {
      const gone = outlived(all, keep)
      const newest = [...all].sort((a, b) => b.at.getTime() - a.at.getTime())[0]
      if (newest) expect(gone).not.toContain(newest)
      expect(all.length - gone.length).toBeGreaterThanOrEqual(Math.min(all.length, Math.max(1, keep.days)))
      // A round after the first finds nothing more to take.
      expect(
        outlived(
          all.filter((one) => !gone.includes(one)),
          keep,
        ),
      ).toEqual([])
    }),
  )
})

test.each([
  ['7d4w12m', { days: 7, weeks: 4, months: 12 }],
  ['30d', { days: 30, weeks: 0, months: 0 }],
  ['', undefined],
  ['0d', undefined],
  ['4w7d', undefined],
])('%j is read', (text, keep) => {
  expect(parseKeep(text)).toEqual(keep)
})

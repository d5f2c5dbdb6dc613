import type { PackDay } from '@putokaz/manuscript'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clocked } from './pack.ts'

const day = (starts: string, minutes: number[]): PackDay => ({
  title: { 'sr-Cyrl': 'Дан' },
  starts,
  agenda: minutes.map((one, i) => ({ minutes: one, title: { 'sr-Cyrl': `Корак ${i}` }, outcomes: [] })),
})

test('each line of the agenda begins when the one before it ends', () => {
  const { agenda, ends, minutes } = clocked(day('08:50', [20, 95, 15]))
  expect(agenda.map(({ from, to }) => `${from}–${to}`)).toEqual(['08:50–09:10', '09:10–10:45', '10:45–11:00'])
  expect([ends, minutes]).toEqual(['11:00', 130])
})

test('a day that is full ends at midnight', () => {
  expect(clocked(day('23:00', [60])).ends).toBe('24:00')
})

test('however a day is divided, nothing of it is lost', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 8 }), (minutes) => {
      const { starts, ends, agenda, minutes: sum } = clocked(day('09:00', minutes))
      expect(sum).toBe(minutes.reduce((all, one) => all + one, 0))
      expect([agenda[0]?.from, agenda.at(-1)?.to]).toEqual([starts, ends])
      expect(agenda.slice(1).map(({ from }) => from)).toEqual(agenda.slice(0, -1).map(({ to }) => to))
    }),
  )
})

import { expect, test } from 'vitest'
import { dueAt, putOff, urgency } from './request.ts'

const askedAt = new Date('2026-11-23T09:00:00Z')
const after = (days: number) => new Date(askedAt.getTime() + days * 86_400_000)
const open = { state: 'open', askedAt, dueAt: dueAt(askedAt) } as const

test.each([
  [0, 'calm'],
  [19.99, 'calm'],
  [20, 'pressing'],
  [30, 'pressing'],
  [30.01, 'late'],
] as const)('after %s days an open request is %s', (days, expected) => {
  expect(urgency(open, after(days))).toBe(expected)
})

test('a closed request presses nobody', () => {
  expect(urgency({ ...open, state: 'granted' }, after(99))).toBe('closed')
})

test('the term is put off once, by sixty days, and presses again ten days before its end', () => {
  const later = putOff(open)
  expect(later).toEqual(after(90))
  const extended = { ...open, dueAt: later as Date }
  expect(putOff(extended)).toBeNull()
  expect([79.9, 80, 90.1].map((days) => urgency(extended, after(days)))).toEqual(['calm', 'pressing', 'late'])
})

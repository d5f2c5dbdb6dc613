import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawItems, type PoolItem } from './draw.ts'

const pool: fc.Arbitrary<PoolItem[]> = fc.uniqueArray(
  fc.record({
    id: fc.string({ minLength: 1, maxLength: 6 }),
    version: fc.constant(1),
    chapter: fc.constantFrom('1', '2', '3'),
    outcome: fc.constantFrom('O1', 'O2', 'O3', 'O4'),
    difficulty: fc.constantFrom(1, 2, 3),
  }),
  { selector: (item) => item.id, maxLength: 40 },
)
const many = (outcome: string, count: number): PoolItem[] =>
  Array.from({ length: count }, (_, i) => ({ id: `${outcome}-${i}`, version: 1, chapter: String((i % 2) + 1), outcome, difficulty: (i % 3) + 1 }))

test('a draw holds as many different questions as were asked for, or all there are', () => {
  fc.assert(
    fc.property(pool, fc.integer({ min: 1, max: 20 }), fc.string(), (items, count, seed) => {
      const drawn = drawItems(items, count, seed)
      expect(new Set(drawn.map(({ id }) => id)).size).toBe(Math.min(count, items.length))
    }),
  )
})

test('the same seed draws the same questions in the same order, however the pool was sorted', () => {
  fc.assert(
    fc.property(
      pool.chain((items) => fc.tuple(fc.constant(items), fc.shuffledSubarray(items, { minLength: items.length }))),
      fc.string(),
      ([items, shuffled], seed) => {
        expect(drawItems(shuffled, 8, seed)).toEqual(drawItems(items, 8, seed))
      },
    ),
  )
})

test('no outcome comes a second time more often than another that still has questions', () => {
  fc.assert(
    fc.property(pool, fc.integer({ min: 1, max: 20 }), fc.string(), (items, count, seed) => {
      const drawn = drawItems(items, count, seed)
      const taken = (outcome: string) => drawn.filter((item) => item.outcome === outcome).length
      const there = (outcome: string) => items.filter((item) => item.outcome === outcome).length
      const outcomes = [...new Set(items.map(({ outcome }) => outcome))]
      for (const one of outcomes) for (const other of outcomes) if (taken(other) < there(other)) expect(taken(one) - taken(other)).toBeLessThanOrEqual(1)
    }),
  )
})

test('other seeds draw other questions, and every question comes up about as often', () => {
  const items = [...many('O1', 12), ...many('O2', 12)]
  const counts = new Map<string, number>()
  for (let i = 0; i < 2000; i++) for (const { id } of drawItems(items, 4, `seed-${i}`)) counts.set(id, (counts.get(id) ?? 0) + 1)
  expect(counts.size).toBe(24)
  // 333 are expected of each; six standard deviations leave room for luck only.
  for (const count of counts.values()) expect(Math.abs(count - 333)).toBeLessThan(105)
})

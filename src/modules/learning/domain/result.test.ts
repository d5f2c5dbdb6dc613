import fc from 'fast-check'
import { expect, test } from 'vitest'
import { percentOf, resultOf, scaledOf } from './result.ts'

test.each([
  [[1, 1, 0, 0, 0], 40, true],
  [[1, 1, 0, 0, 0], 41, false],
  [[1 / 3, 1 / 3, 1 / 3], 33, true],
  [[0.1, 0.2, 0.7, 0], 25, true],
  [[1, 1, 1], 100, true],
  [[], 1, false],
])('points %j at a pass mark of %i percent', (points, pass, passed) => {
  expect(resultOf(points, pass).passed).toBe(passed)
})

test('nobody reads a percentage that her outcome contradicts', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(0, 0.25, 1 / 3, 0.5, 2 / 3, 1), { minLength: 1, maxLength: 30 }), fc.integer({ min: 1, max: 100 }), (points, pass) => {
      const result = resultOf(points, pass)
      expect(percentOf(result) >= pass).toBe(result.passed)
      expect(scaledOf(result)).toBeGreaterThanOrEqual(0)
      expect(scaledOf(result)).toBeLessThanOrEqual(1)
    }),
    { numRuns: 5000 },
  )
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changes, nearest, threes } from './spelling.ts'

const word = fc.stringMatching(/^[a-z]{1,12}$/)

describe('The changes between two words', () => {
  test('count letters put in, left out, changed and swapped', () => {
    expect(changes('azil', 'azil')).toBe(0)
    expect(changes('azil', 'azila')).toBe(1)
    expect(changes('zrtva', 'zrva')).toBe(1)
    expect(changes('azlia', 'azila')).toBe(1)
    expect(changes('obuka', 'odluka')).toBe(2)
  })

  test('are the same there and back, none only for equal words, and never more than by way of a third word', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(changes(a, b)).toBe(changes(b, a))
        expect(changes(a, b) === 0).toBe(a === b)
        expect(changes(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length))
        expect(changes(a, b)).toBeGreaterThanOrEqual(Math.abs(a.length - b.length))
      }),
    )
  })
})

describe('The nearest word', () => {
  const candidates = [
    { folded: 'azila', shown: 'азила', count: 5 },
    { folded: 'azilu', shown: 'азилу', count: 90 },
    { folded: 'obuka', shown: 'обука', count: 400 },
  ]

  test('is the one with the fewest changes, then the commonest', () => {
    expect(nearest('azlia', candidates)?.shown).toBe('азила')
    expect(nearest('azilx', candidates)?.shown).toBe('азилу')
  })

  test('is none when all are far, and none for very short words', () => {
    expect(nearest('granica', candidates)).toBeUndefined()
    expect(nearest('azl', candidates)).toBeUndefined()
  })

  test('shares threes of letters with a mistyped one', () => {
    expect(threes('azil')).toEqual(['^^a', '^az', 'azi', 'zil', 'il$'])
  })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nameKey, partsOf } from './name-key.ts'

test.each([
  ['Ана Ђорђевић', 'ANA DJORDJEVIC'],
  ['Ана Ђорђевић', 'Đorđević Ana'],
  ['Џенана Чолић', 'dzenana COLIC'],
  ['Љиљана Његош', 'Ljiljana Njegoš'],
  ['Шаћир Жижић', 'Sacir Zizic'],
  ['Ана-Марија Пример', 'ana marija primer'],
])('„%s“ and „%s“ have one key', (one, other) => {
  expect(nameKey(one)).toBe(nameKey(other))
})

test.each([
  ['Ана Ђорђевић', 'Ана Ђурђевић'],
  ['Јован Узорак', 'Јована Узорак'],
  ['Мила Пример', 'Мила Пробић'],
])('„%s“ and „%s“ stay two', (one, other) => {
  expect(nameKey(one)).not.toBe(nameKey(other))
})

test('the order of the parts does not matter, and every part of a query is in the key of its name', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 5 }), (parts) => {
      const key = nameKey(parts.join(' '))
      expect(nameKey(parts.toReversed().join(' '))).toBe(key)
      for (const part of partsOf(parts.join(' '))) expect(key).toContain(part)
    }),
  )
})

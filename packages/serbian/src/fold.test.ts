import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pairs, rows } from '../test/cases.ts'
import { fold, slug } from './index.ts'

test.each(rows('folding.tsv'))('%s and its other spellings have one key', (...spellings) => {
  expect(new Set(spellings.map(fold)).size).toBe(1)
})

test.each(pairs('folding-apart.tsv'))('%s and %s have different keys', (left, right) => {
  expect(fold(left)).not.toBe(fold(right))
})

test('a key is its own key', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
      expect(fold(fold(text))).toBe(fold(text))
    }),
  )
})

test('a slug is plain and safe in an address', () => {
  expect(slug('Жртве трговине људима – „основе“!')).toBe('zrtve-trgovine-ljudima-osnove')
  expect(slug('Đorđe d’Artanjan 2.0')).toBe('djordje-dartanjan-2-0')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(slug(text)).toMatch(/^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$/)
    }),
  )
})

import { expect, test } from 'vitest'
import { choose } from './localized.ts'

const convert = (cyrillic: string) => `<${cyrillic}>`

test.each([
  ['what is written is taken as it is', { 'sr-Cyrl': 'а', 'sr-Latn': 'A', en: 'x' }, 'sr-Latn', { text: 'A', variant: 'sr-Latn' }],
  ['Latin is derived where it is not written', { 'sr-Cyrl': 'а', en: 'x' }, 'sr-Latn', { text: '<а>', variant: 'sr-Latn' }],
  ['an English reader without English gets the source, marked as such', { 'sr-Cyrl': 'а' }, 'en', { text: 'а', variant: 'sr-Cyrl' }],
  ['a Serbian reader without Serbian gets English, marked as such', { en: 'x' }, 'sr-Cyrl', { text: 'x', variant: 'en' }],
  ['an empty written text is a written text', { 'sr-Cyrl': '', en: 'x' }, 'sr-Cyrl', { text: '', variant: 'sr-Cyrl' }],
] as const)('%s', (_, text, variant, expected) => {
  expect(choose(text, variant, convert)).toEqual(expected)
})

import { expect, test } from 'vitest'
import { knownDate, langOf, sayingIn } from './said.ts'

test('a text in the language of the page carries no mark, another one does', () => {
  expect(sayingIn('en')({ 'sr-Cyrl': 'азил', en: 'asylum' })).toEqual({ text: 'asylum' })
  expect(sayingIn('sr-Latn')({ 'sr-Cyrl': 'азил' })).toEqual({ text: 'azil' })
  expect(sayingIn('en')({ 'sr-Cyrl': 'азил' })).toEqual({ text: 'азил', lang: 'sr-Cyrl' })
  expect(langOf(sayingIn('sr-Cyrl')({ en: 'asylum' }))).toEqual({ lang: 'en' })
})

test('a date is said as far as it is known', () => {
  expect(knownDate('2021', 'sr-Cyrl')).toBe('2021.')
  expect(knownDate('2024-07', 'sr-Cyrl')).toBe('јула 2024.')
  expect(knownDate('2024-07', 'sr-Latn', 'nominative')).toBe('jul 2024.')
  expect(knownDate('2024-07', 'en')).toBe('July 2024')
  expect(knownDate('2024-11-01', 'sr-Cyrl')).toBe('1.\u00a0новембра 2024.')
  expect(knownDate('2024-11-11', 'en')).toBe('11\u00a0November 2024')
})

import { expect, test } from 'vitest'
import { pairs } from '../test/cases.ts'
import { realPairs, wordPairs } from '../test/word-lists.ts'
import { fold, toCyrillic, toLatin } from './index.ts'

test('every word of the lists is written in Latin exactly', () => {
  const wrong = wordPairs().filter(([cyrillic, latin]) => toLatin(cyrillic) !== latin)
  const bilingual = new Set(['корејa', 'папратиштe'])
  expect(wrong.filter(([cyrillic]) => !bilingual.has(cyrillic))).toEqual([])
  expect(wordPairs().length).toBeGreaterThan(250_000)
})

/** Latin words of the lists themselves misspelled or read in two ways, and signs that stay Latin by rule (README). */
const MISSPELLED = new Set(['onjlajn', 'onljan', 'ponjedeljak', 'konjunktivalni'])
const STAY = new Set(['API', 'CD', 'CV', 'DC', 'DVD', 'IP', 'MB', 'MD', 'PDF', 'USB', 'UNESCO', 'V'])

test('every word of the lists is read from Latin', () => {
  const readings = new Map<string, Set<string>>()
  for (const [cyrillic, latin] of realPairs()) {
    readings.set(latin, (readings.get(latin) ?? new Set()).add(cyrillic))
  }
  // Where the lists give konjugacija both a right and a wrong Cyrillic form, either counts.
  const wrong = [...readings].filter(([latin, cyrillic]) => !cyrillic.has(toCyrillic(latin))).map(([latin]) => latin)
  expect(wrong.filter((latin) => !MISSPELLED.has(latin) && !STAY.has(latin))).toEqual([])
  expect(wrong.filter((latin) => MISSPELLED.has(latin)).length).toBeLessThanOrEqual(MISSPELLED.size)
})

test('both spellings of every word have one key', () => {
  expect(realPairs().filter(([cyrillic, latin]) => fold(cyrillic) !== fold(latin))).toEqual([])
})

test('a naive table would be caught', () => {
  const naive = (word: string) => toCyrillic(word.replace(/j/g, 'j\u00ad')).replace(/\u00ad/g, '')
  const wrong = pairs('digraph-exceptions.tsv').filter(([cyrillic, latin]) => naive(latin) !== cyrillic)
  expect(wrong.length).toBeGreaterThan(0)
})

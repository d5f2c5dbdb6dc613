import { expect, test } from 'vitest'
import { lines, pairs } from '../test/cases.ts'
import { convertMarked, toCyrillic, toLatin } from './index.ts'

test.each(pairs('scripts.tsv'))('%s is read from %s', (cyrillic, latin) => {
  expect(toCyrillic(latin)).toBe(cyrillic)
})

test.each(pairs('digraph-exceptions.tsv'))('%s is read from %s, letter by letter', (cyrillic, latin) => {
  expect(toCyrillic(latin)).toBe(cyrillic)
})

test.each(pairs('to-cyrillic-only.tsv'))('%s is read as %s', (latin, cyrillic) => {
  expect(toCyrillic(latin)).toBe(cyrillic)
})

test.each(lines('keep.txt'))('%s stays in Latin letters, alone and in a sentence', (kept) => {
  expect(toCyrillic(kept)).toBe(kept)
  expect(toCyrillic(`vidi ${kept} danas`)).toBe(`види ${kept} данас`)
})

test.each(lines('sentences.txt'))('%s comes back from Latin', (sentence) => {
  expect(toCyrillic(toLatin(sentence))).toBe(sentence)
})

test.each(pairs('ambiguous.tsv'))('%s comes back as %s, which is listed', (cyrillic, read) => {
  expect(toCyrillic(toLatin(cyrillic))).toBe(read)
})

test('a word the caller keeps stays as it is', () => {
  expect(toCyrillic('Smit i Primer', { keep: (word) => word === 'Smit' })).toBe('Smit и Пример')
})

test('marked passages stay and lose their marks', () => {
  expect(convertMarked('Gospodin [Sabo]{lang=hu} ima [IBAN]{keep}.', 'cyrillic')).toBe('Господин Sabo има IBAN.')
  expect(convertMarked('Господин [Szabó]{lang=hu dir=ltr} и [АБВ]{keep} ту', 'latin')).toBe('Gospodin Szabó i АБВ tu')
  expect(convertMarked('[веза](адреса) и [текст]{.класа}', 'latin')).toBe('[veza](adresa) i [tekst]{.klasa}')
})

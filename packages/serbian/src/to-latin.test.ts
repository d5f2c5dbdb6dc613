import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pairs } from '../test/cases.ts'
import { fold, toCyrillic, toLatin } from './index.ts'

test.each(pairs('scripts.tsv'))('%s is written %s in Latin', (cyrillic, latin) => {
  expect(toLatin(cyrillic)).toBe(latin)
})

test.each(pairs('latin-only.tsv'))('%s becomes %s', (cyrillic, latin) => {
  expect(toLatin(cyrillic)).toBe(latin)
})

test.each(pairs('digraph-exceptions.tsv'))('%s is written %s', (cyrillic, latin) => {
  expect(toLatin(cyrillic)).toBe(latin)
})

test('a letter that arrives as base and mark is the same letter', () => {
  expect(toLatin('и\u0306')).toBe('й')
  expect(toCyrillic('z\u030cena')).toBe('жена')
  expect(toLatin('z\u030cena')).toBe('žena')
})

test('a word the caller keeps stays as it is', () => {
  expect(toLatin('Сабо и Пример', { keep: (word) => word === 'Сабо' })).toBe('Сабо i Primer')
})

test('text without Cyrillic letters stays as it is', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'aZž9 .-čß漢ع\n„“') }), (text) => toLatin(text) === text))
})

const letter = fc.constantFrom(...'абвгдђежзијклљмнњопрстћуфхцчџш')
const word = fc
  .string({ unit: letter, minLength: 2, maxLength: 14 })
  .chain((lower) => fc.constantFrom(lower, lower.charAt(0).toUpperCase() + lower.slice(1), lower.toUpperCase()))
const text = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '))

test('Latin text survives a way through Cyrillic', () => {
  fc.assert(
    fc.property(text, (cyrillic) => {
      const latin = toLatin(cyrillic)
      // A lone ЛЈ, НЈ or ДЖ in capitals is no word; written LJ it reads as the letter Љ.
      fc.pre(!/(?<!\p{L})(?:LJ|NJ|DŽ)(?!\p{L})/iu.test(latin) && !/(?<!\p{L})Dj|DJ/u.test(latin))
      expect(toLatin(toCyrillic(latin))).toBe(latin)
    }),
    { numRuns: 2000 },
  )
})

test('converting never changes the key of a text', () => {
  const any = fc.string({
    unit: fc.oneof(letter, fc.constantFrom(...'ЉЊЏабвФронтексУНЕСКО abcfrontexšđž.-\u0301\u00adéй漢')),
    maxLength: 40,
  })
  fc.assert(
    fc.property(any, (mixed) => {
      expect(fold(toLatin(mixed))).toBe(fold(mixed))
    }),
    { numRuns: 3000 },
  )
})

test('a megabyte takes less than 50 ms of processor time', () => {
  const megabyte = 'Тражилац азила има право на тумача, ЉУБАЗНО и без накнаде. '.repeat(10_000)
  const runs = Array.from({ length: 7 }, () => {
    const before = process.cpuUsage()
    toLatin(megabyte)
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  })
  expect(Math.min(...runs)).toBeLessThan((50 * new TextEncoder().encode(megabyte).length) / 1e6)
})

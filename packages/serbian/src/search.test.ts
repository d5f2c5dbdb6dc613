import { stemmer } from '@orama/stemmers/serbian'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type SearchPair, searchPairs } from '../test/cases.ts'
import { analyse, fold, toCyrillic, tokenise, toLatin } from './index.ts'

const key = (text: string) => analyse(text).join(' ')
const published = (text: string) =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => stemmer(word))
    .join(' ')

const share = (pairs: readonly SearchPair[], same: boolean, keyOf: (text: string) => string) => {
  const asked = pairs.filter((pair) => pair.same === same)
  return asked.filter(({ a, b }) => (keyOf(a) === keyOf(b)) === same).length / asked.length
}

test.each(searchPairs('seen'))('$a and $b: one result $same', ({ a, b, same }) => {
  expect(key(a) === key(b)).toBe(same)
})

test('the held-out pairs are found better than by the published stemmer, and traps are kept apart at least as well', () => {
  const pairs = searchPairs('held-out')
  const recall = { ours: share(pairs, true, key), published: share(pairs, true, published) }
  const apart = { ours: share(pairs, false, key), published: share(pairs, false, published) }
  console.info('held-out recall', recall, 'traps apart', apart, `of ${pairs.length} pairs`)
  expect(recall.ours).toBeGreaterThan(0.95)
  expect(recall.ours).toBeGreaterThan(recall.published)
  expect(apart.ours).toBeGreaterThanOrEqual(apart.published)
})

test('there are at least 300 pairs and 150 traps', () => {
  const all = [...searchPairs('seen'), ...searchPairs('held-out')]
  expect(all.filter((pair) => pair.same).length).toBeGreaterThanOrEqual(300)
  expect(all.filter((pair) => !pair.same).length).toBeGreaterThanOrEqual(150)
})

test.each(searchPairs('held-out').map(({ a }) => a))('%s has one key in either script and without diacritics', (word) => {
  const bare = toLatin(word).normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'dj').replace(/Đ/g, 'Dj')
  expect(new Set([word, toLatin(word), toCyrillic(toLatin(word)), bare, word.toUpperCase()].map(key)).size).toBe(1)
})

test('words too common to search for have no key', () => {
  expect(analyse('и у на за који су')).toEqual([])
  expect(analyse('Закон о азилу и привременој заштити')).toEqual(analyse('zakon azil privremena zastita'))
})

test('tokens stand where they say they stand', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      const tokens = tokenise(text)
      for (const token of tokens) expect(text.slice(token.start, token.end)).toBe(token.text)
      expect(tokens.map((token) => token.key).filter((key) => key !== '')).toEqual(analyse(text))
    }),
  )
  expect(tokenise('Право на азил – УНХЦР-а').map((token) => [token.text, token.start])).toEqual([
    ['Право', 0],
    ['на', 6],
    ['азил', 9],
    ['УНХЦР', 16],
    ['а', 22],
  ])
})

test('5 kB are analysed in 2 ms of processor time', () => {
  const text = 'Тражилац азила подноси захтев и чека одлуку надлежног органа у центру за азил. '.repeat(36).slice(0, 2600)
  analyse(text)
  const runs = Array.from({ length: 15 }, () => {
    const before = process.cpuUsage()
    analyse(text)
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  })
  expect(Math.min(...runs)).toBeLessThan(2)
})

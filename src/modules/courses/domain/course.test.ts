import type { Block, Front } from '@putokaz/manuscript'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { citationsIn } from './citations.ts'
import { isOlder, partsOf } from './course.ts'

const unit = (slug: string, part: NonNullable<Front['part']>) => ({ slug, title: { 'sr-Cyrl': slug }, minutes: 10, part, outcomes: ['O1'] })

describe('the parts of a chapter', () => {
  test('hold its units in order, neighbours of one part together', () => {
    const chapter = { units: [unit('a', 'international'), unit('b', 'national'), unit('c', 'national'), unit('d', 'international')] }
    expect(partsOf(chapter).map(({ part, units }) => [part, units.map(({ slug }) => slug)])).toEqual([
      ['international', ['a']],
      ['national', ['b', 'c']],
      ['international', ['d']],
    ])
  })

  test('of a chapter without units are none', () => {
    expect(partsOf({ units: [] })).toEqual([])
  })
})

describe('version numbers', () => {
  test('are compared as numbers, from the left', () => {
    const inOrder = ['0.9.9', '1.0.0', '1.0.2', '1.0.10', '1.2.0', '1.10.0', '2.0.0', '10.0.0']
    for (const [i, a] of inOrder.entries()) for (const [j, b] of inOrder.entries()) expect(isOlder(a, b)).toBe(i < j)
  })

  test('stand in one order: of two, exactly one is older unless they are the same', () => {
    const version = fc.tuple(fc.nat(30), fc.nat(30), fc.nat(30)).map((parts) => parts.join('.'))
    fc.assert(fc.property(version, version, (a, b) => Number(isOlder(a, b)) + Number(isOlder(b, a)) === (a === b ? 0 : 1)))
  })
})

describe('citations', () => {
  const origin = { cites: [{ act: 'ZAPZ', article: '41' }], mark: 'V' as const, asOf: '2018-06-03', source: 'S49', checked: '2026-11-23' }
  const paragraph = (id: string, more: Partial<Block['origin']> = {}): Block => ({ kind: 'paragraph', text: [], id, origin: { ...origin, ...more } })

  test('carry all that a change of the act will ask for', () => {
    expect(citationsIn('1-1-x', [paragraph('rok', { owner: { en: 'Editor' }, nextCheck: '2027-05-23', fact: '2.2(4)' })])).toEqual([
      {
        unit: '1-1-x',
        passage: 'rok',
        act: 'ZAPZ',
        article: '41',
        asOf: '2018-06-03',
        source: 'S49',
        fact: '2.2(4)',
        mark: 'V',
        owner: { en: 'Editor' },
        checked: '2026-11-23',
        nextCheck: '2027-05-23',
      },
    ])
  })

  test('are told once where a passage stands in another one that cites the same', () => {
    const cites = [{ act: 'ZAPZ', article: '41' }, { act: 'ZS' }]
    const box: Block = { kind: 'callout', title: [], body: [paragraph('p-1-1'), paragraph('p-1-2', { cites })], id: 'p-1', origin }
    expect(citationsIn('u', [box]).map(({ passage, act }) => `${passage} ${act}`)).toEqual(['p-1 ZAPZ', 'p-1-2 ZS'])
  })

  test('written twice in one passage are one', () => {
    expect(citationsIn('u', [paragraph('p-1', { cites: [{ act: 'ZS' }, { act: 'ZS' }] })])).toHaveLength(1)
  })

  test('are not found in a passage that cites nothing', () => {
    expect(citationsIn('u', [paragraph('p-1', { cites: [] })])).toEqual([])
  })
})

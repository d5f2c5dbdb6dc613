import fc from 'fast-check'
import { expect, test } from 'vitest'
import { json } from '../test/cases.ts'
import { collationKey, compare, type Script, toLatin } from './index.ts'

const ORDER = json<Record<Script, readonly string[]>>('order.json')

test.each(['cyrillic', 'latin'] as const)('the %s list sorts in its own order from any mixing', (script) => {
  const listed = ORDER[script]
  fc.assert(
    fc.property(fc.shuffledSubarray([...listed], { minLength: listed.length }), (mixed) => {
      expect(mixed.sort(compare(script))).toEqual(listed)
    }),
    { numRuns: 50 },
  )
})

test('Cyrillic text takes its Latin place in a Latin list', () => {
  const base = (text: string) => collationKey(text, 'latin').split('\u0000')[0]
  for (const word of ['Његош', 'инјекција', 'љубав', 'џак', 'ћуп', 'Ђорђе', 'коњ']) {
    expect(base(word)).toBe(base(toLatin(word)))
  }
})

test('comparing is antisymmetric and agrees with equality', () => {
  const text = fc.string({ unit: fc.constantFrom(...'абљњџlnjdž 019.-é漢') })
  fc.assert(
    fc.property(text, text, fc.constantFrom<Script>('cyrillic', 'latin'), (a, b, script) => {
      const order = compare(script)
      expect(Math.sign(order(a, b))).toBe(-Math.sign(order(b, a)) + 0)
      if (a.normalize() !== b.normalize()) expect(order(a, b)).not.toBe(0)
    }),
  )
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createLedger, type Found, hashOf, type Ledger, type Standing } from './ledger.ts'

/** Three things of which two were told as kept, and one is not known. */
function things(): { ledger: Ledger; there: Found[] } {
  const ledger = createLedger()
  ledger.sends('a', { text: 'прво' })('kept')
  ledger.sends('b', { text: 'друго' })('kept')
  ledger.sends('c', { text: 'треће' })('unknown')
  ledger.sends('d', { text: 'четврто' })('refused')
  const there = [
    { id: 'a', content: { text: 'прво' } },
    { id: 'b', content: { text: 'друго' } },
  ]
  return { ledger, there }
}

describe('things', () => {
  test('that are there as they were told make no fault, and what had no answer may be there or not', () => {
    const { ledger, there } = things()
    expect(ledger.judgeThings(there)).toEqual([])
    expect(ledger.judgeThings([...there, { id: 'c', content: { text: 'треће' } }])).toEqual([])
    expect(ledger.counts()).toEqual({ sent: 4, kept: 2, refused: 1, unknown: 1 })
  })

  test.each([
    ['lost', (there: Found[]) => there.slice(1), 'a'],
    ['doubled', (there: Found[]) => [...there, ...there.slice(0, 1)], 'a'],
    ['changed', (there: Found[]) => [{ id: 'a', content: { text: 'нешто друго' } }, ...there.slice(1)], 'a'],
    ['phantom', (there: Found[]) => [...there, { id: 'x', content: {} }], 'x'],
    ['phantom', (there: Found[]) => [...there, { id: 'd', content: { text: 'четврто' } }], 'd'],
  ] as const)('finds what is %s', (kind, spoil, id) => {
    const { ledger, there } = things()
    expect(ledger.judgeThings(spoil(there))).toEqual([{ kind, id }])
  })

  test('told as kept once stay owed, whatever a later try was told', () => {
    const ledger = createLedger()
    const told = ledger.sends('a', 1)
    told('kept')
    ledger.sends('a', 1)('refused')
    expect(ledger.judgeThings([])).toEqual([{ kind: 'lost', id: 'a' }])
  })

  test('sent twice with other content must hold the one that was told as kept', () => {
    const ledger = createLedger()
    ledger.sends('a', 1)('kept')
    ledger.sends('a', 2)('refused')
    expect(ledger.judgeThings([{ id: 'a', content: 1 }])).toEqual([])
    expect(ledger.judgeThings([{ id: 'a', content: 2 }])).toEqual([{ kind: 'changed', id: 'a' }])
  })
})

describe('places', () => {
  const written = (): Ledger => {
    const ledger = createLedger()
    ledger.sends('q1', 'А', 1)('kept')
    ledger.sends('q1', 'Б', 2)('kept')
    ledger.sends('q1', 'В', 3)('unknown')
    ledger.sends('q2', 'Г', 1)('unknown')
    return ledger
  }

  test('may hold the last that was told, or what came after it without an answer', () => {
    expect(written().judgePlaces([{ id: 'q1', order: 2, content: 'Б' }])).toEqual([])
    const after = [
      { id: 'q1', order: 3, content: 'В' },
      { id: 'q2', order: 0, content: null },
    ]
    expect(written().judgePlaces(after)).toEqual([])
  })

  test.each([
    ['lost', [{ id: 'q1', order: 1, content: 'А' }], 'q1'],
    ['lost', [], 'q1'],
    ['changed', [{ id: 'q1', order: 2, content: 'Ж' }], 'q1'],
    ['phantom', [{ id: 'q1', order: 4, content: 'Д' }], 'q1'],
    [
      'phantom',
      [
        { id: 'q1', order: 2, content: 'Б' },
        { id: 'q3', order: 1, content: 'Д' },
      ],
      'q3',
    ],
    [
      'doubled',
      [
        { id: 'q1', order: 2, content: 'Б' },
        { id: 'q1', order: 3, content: 'В' },
      ],
      'q1',
    ],
  ] as [string, Standing[], string][])('find what is %s', (kind, standing, id) => {
    expect(written().judgePlaces(standing)).toEqual([{ kind, id }])
  })
})

test('the sum of a content does not depend on the order of its keys, and on everything else', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      expect(hashOf(Object.fromEntries(Object.entries(value).toReversed()))).toBe(hashOf(value))
      expect(hashOf({ ...value, more: 1 })).not.toBe(hashOf({ ...value, more: 2 }))
    }),
  )
})

const outcome = fc.constantFrom('kept' as const, 'refused' as const, 'unknown' as const)

test('a store that keeps what it says, and nothing else, is never blamed; one that forgets, doubles or spoils always is', () => {
  const deeds = fc.uniqueArray(fc.record({ id: fc.nat(), content: fc.string(), told: outcome, there: fc.boolean() }), { selector: ({ id }) => id })
  fc.assert(
    fc.property(deeds, fc.nat(), (all, pick) => {
      const ledger = createLedger()
      for (const { id, content, told } of all) ledger.sends(String(id), content)(told)
      const there = all.filter(({ told, there: is }) => told === 'kept' || (told === 'unknown' && is)).map(({ id, content }) => ({ id: String(id), content }))
      expect(ledger.judgeThings(there)).toEqual([])
      const one = there[pick % Math.max(1, there.length)]
      if (!one) return
      const kinds = (found: Found[]) => ledger.judgeThings(found).map(({ kind }) => kind)
      expect(kinds([...there, one])).toEqual(['doubled'])
      expect(kinds(there.map((other) => (other === one ? { ...other, content: `${other.content}!` } : other)))).toEqual(['changed'])
      const wasTold = all.find(({ id }) => String(id) === one.id)?.told === 'kept'
      expect(kinds(there.filter((other) => other !== one))).toEqual(wasTold ? ['lost'] : [])
    }),
  )
})

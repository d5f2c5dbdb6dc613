import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anchorMac, type Head, keyMarkOf, macOf, markOf, nothing, type SignedAnchor } from './chain.ts'
import { type Fault, openWalk, type Row } from './walk.ts'

const key = new Uint8Array(32).fill(7)
const strangerKey = new Uint8Array(32).fill(8)

/** A chain of entries as the sealer makes it. */
function chainOf(deeds: readonly string[]): { anchor: SignedAnchor; rows: Row[]; head: Head } {
  const unsigned = { ordinal: 1, kind: 'begin', reason: 'first', madeAt: 1, after: nothing, lost: nothing, keyMark: keyMarkOf(key), digest: '' } as const
  const anchor = { ...unsigned, mac: anchorMac(key, '', unsigned) }
  let head: Head = { number: 0, mac: anchor.mac }
  const rows = deeds.map((deed, index) => {
    const entry = { id: `id-${index}`, at: index, deed, outcome: 'done', by: 'terminal', about: null, on: null, detail: { index } }
    const seal = { number: index + 1, sealedAt: 1000 + index }
    head = { number: seal.number, mac: macOf(key, head.mac, seal, entry) }
    return { entry, mark: markOf(key, entry), seal: { ...seal, mac: head.mac } }
  })
  return { anchor, rows, head }
}

interface Read {
  readonly anchors: readonly SignedAnchor[]
  readonly rows: readonly Row[]
  readonly head: Head
  readonly known?: readonly Head[]
}

function faultIn({ anchors, rows, head, known = [] }: Read): Fault | undefined {
  const walk = openWalk(key, anchors, known)
  if ('kind' in walk) return walk
  for (const row of rows) {
    const fault = walk.step(row)
    if (fault) return fault
  }
  return walk.end(head)
}

const deeds = fc.array(fc.string({ maxLength: 12 }), { minLength: 2, maxLength: 20 })
const place = fc.nat({ max: 1000 })

describe('A chain', () => {
  test('that nobody touched has no fault, wherever its heads were written down', () => {
    fc.assert(
      fc.property(deeds, place, (list, at) => {
        const { anchor, rows, head } = chainOf(list)
        const kept = rows[at % rows.length]?.seal
        expect(faultIn({ anchors: [anchor], rows, head, known: kept ? [{ number: kept.number, mac: kept.mac }, head] : [] })).toBeUndefined()
      }),
    )
  })

  test('lets nothing be taken out, changed or moved, and names the place', () => {
    fc.assert(
      fc.property(deeds, place, fc.constantFrom('taken', 'changed', 'moved', 'doubled'), (list, at, how) => {
        const { anchor, rows, head } = chainOf(list)
        const index = at % (rows.length - 1)
        const fault = faultIn({ anchors: [anchor], rows: tampered(rows, index, how), head })
        expect(fault?.number, how).toBe(how === 'doubled' ? index + 2 : index + 1)
      }),
    )
  })

  test('that was cut off looks whole by itself, and not beside the heads that were written down', () => {
    fc.assert(
      fc.property(deeds, place, (list, at) => {
        const { anchor, rows, head } = chainOf(list)
        const left = rows.slice(0, at % rows.length)
        const { number, mac } = left.at(-1)?.seal ?? { number: 0, mac: anchor.mac }
        expect(faultIn({ anchors: [anchor], rows: left, head: { number, mac } })).toBeUndefined()
        expect(faultIn({ anchors: [anchor], rows: left, head: { number, mac }, known: [head] })).toEqual({ kind: 'cut', number: number + 1 })
      }),
    )
  })

  test('that was cut off and grew anew does not agree with the heads that were written down', () => {
    const { anchor, rows, head } = chainOf(['a', 'b', 'c'])
    const grown = chainOf(['a', 'x', 'y', 'z'])
    expect(faultIn({ anchors: [anchor], rows: grown.rows, head: grown.head, known: [head] })).toMatchObject({ kind: 'changed', number: 3 })
    expect(faultIn({ anchors: [anchor], rows, head, known: [head, { ...head, mac: 'other' }] })).toMatchObject({ kind: 'changed', number: 3 })
  })

  test('can be sealed by nobody without the key', () => {
    const { anchor, rows, head } = chainOf(['a', 'b'])
    const [first] = rows
    if (!first?.seal) throw new Error('There is no first row.')
    const forged = { ...first, seal: { ...first.seal, mac: macOf(strangerKey, anchor.mac, first.seal, first.entry) } }
    expect(faultIn({ anchors: [anchor], rows: [forged, ...rows.slice(1)], head })).toMatchObject({ kind: 'changed', number: 1 })
  })
})

function tampered(rows: readonly Row[], index: number, how: 'taken' | 'changed' | 'moved' | 'doubled'): Row[] {
  const [row, next] = [rows[index], rows[index + 1]]
  if (!row || !next) throw new Error('There is no such row.')
  const rest = rows.slice(index + 2)
  const before = rows.slice(0, index)
  if (how === 'taken') return [...before, next, ...rest]
  if (how === 'doubled') return [...before, row, row, next, ...rest]
  if (how === 'changed') return [...before, { ...row, entry: { ...row.entry, deed: `${row.entry.deed}!` } }, next, ...rest]
  return [...before, { ...next, seal: row.seal }, { ...row, seal: next.seal }, ...rest]
}

test('The order of the keys in what an entry tells is of no matter, everything else is', () => {
  const entry = { id: 'a', at: 1, deed: 'd', outcome: 'done', by: 'b', about: null, on: null }
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null))), (detail) => {
      const reversed = Object.fromEntries(Object.entries(detail).reverse())
      expect(markOf(key, { ...entry, detail: reversed })).toBe(markOf(key, { ...entry, detail }))
      expect(markOf(key, { ...entry, detail: { ...detail, more: 1 } })).not.toBe(markOf(key, { ...entry, detail: {} }))
    }),
  )
})

/** Walks along the chain and stops at the first thing that is not as it was sealed. */

import type { WrittenEntry } from '../domain/entry.ts'
import { anchorMac, type Head, headAfter, type Key, keyMarkOf, macOf, markOf, nothing, type SignedAnchor, same, summing } from './chain.ts'

/** An entry with what proves it; without number, moment and mac it waits for its seal. */
export interface Row {
  readonly entry: WrittenEntry
  readonly mark: string
  readonly seal: { readonly number: number; readonly sealedAt: number; readonly mac: string } | null
}

/**
 * The first thing that is wrong. `missing`: the entry of this number is gone. `changed`: it is not as it was sealed, or stands in
 * another's place. `foreign`: the program did not write it. `cut`: everything from this number on is gone. `anchor`: a statement of
 * where a chain begins was changed or taken out. `unproved`: it was sealed with a key that is not here.
 */
export interface Fault {
  readonly kind: 'missing' | 'changed' | 'foreign' | 'cut' | 'anchor' | 'unproved'
  readonly number?: number
  readonly entry?: string
}

export interface Walk {
  /** Takes the next sealed entry, in the order of numbers. */
  step(row: Row): Fault | undefined
  /** After the last one: whether the chain ends where the database and the file of heads say. */
  end(stored: Head): Fault | undefined
  /** An entry that has no seal yet. */
  unsealed(row: Row): Fault | undefined
  readonly head: Head
}

/** `known` are heads that were written down outside the database. */
export function openWalk(key: Key, anchors: readonly SignedAnchor[], known: readonly Head[]): Walk | Fault {
  const fault = faultInAnchors(key, anchors)
  if (fault) return fault
  const start = anchors.findLast(({ kind }) => kind === 'checkpoint')?.after ?? nothing
  const pending = anchors.filter(({ kind, after }) => kind === 'begin' && after.number >= start.number)
  const state: State = { key, head: start, pending, known: agreed(known) }
  const foreign = foreignSum(anchors, keyMarkOf(key))
  const broken = advance(state)
  if (broken) return broken
  return {
    get head() {
      return state.head
    },
    step: (row) => step(state, row, foreign),
    end: (stored) => end(state, stored, known) ?? foreign.fault(),
    unsealed: ({ entry, mark }) => (same(mark, markOf(key, entry)) ? undefined : { kind: 'foreign', entry: entry.id }),
  }
}

interface State {
  readonly key: Key
  head: Head
  readonly pending: SignedAnchor[]
  readonly known: ReadonlyMap<number, string>
}

/** One head for each number; where two were written down, the chain was cut and grew anew, and none can be right. */
function agreed(known: readonly Head[]): Map<number, string> {
  const heads = new Map<number, string>()
  for (const { number, mac } of known) heads.set(number, heads.has(number) && heads.get(number) !== mac ? '' : mac)
  return heads
}

/** Takes the chains that begin where the walk has come to. */
function advance(state: State): Fault | undefined {
  for (let next = state.pending[0]; next && next.after.number === state.head.number; next = state.pending[0]) {
    if (next.after.mac !== state.head.mac) return { kind: 'cut', number: state.head.number }
    state.pending.shift()
    state.head = headAfter(next)
  }
  return undefined
}

function step(state: State, { entry, mark, seal }: Row, foreign: ForeignSum): Fault | undefined {
  const expected = state.head.number + 1
  if (!seal || seal.number !== expected) return { kind: 'missing', number: expected }
  const changed: Fault = { kind: 'changed', number: expected, entry: entry.id }
  if (foreign.covers(expected)) foreign.add(entry, seal.mac)
  else if (!same(seal.mac, macOf(state.key, state.head.mac, seal, entry)) || !same(mark, markOf(state.key, entry))) return changed
  const known = state.known.get(expected)
  if (known !== undefined && known !== seal.mac) return changed
  state.head = { number: expected, mac: seal.mac }
  return advance(state)
}

function end({ head, pending }: State, stored: Head, known: readonly Head[]): Fault | undefined {
  const cut: Fault = { kind: 'cut', number: head.number + 1 }
  if (pending.length > 0 || stored.number !== head.number || stored.mac !== head.mac) return cut
  return known.some(({ number }) => number > head.number) ? cut : undefined
}

function faultInAnchors(key: Key, anchors: readonly SignedAnchor[]): Fault | undefined {
  const ours = keyMarkOf(key)
  let previous = ''
  for (const [index, anchor] of anchors.entries()) {
    const fault: Fault = { kind: 'anchor', number: index + 1 }
    if (anchor.ordinal !== index + 1) return fault
    if (anchor.keyMark === ours && !same(anchor.mac, anchorMac(key, previous, anchor))) return fault
    previous = anchor.mac
  }
  return undefined
}

interface ForeignSum {
  covers(number: number): boolean
  add(entry: WrittenEntry, mac: string): void
  fault(): Fault | undefined
}

/** What another key had sealed is proved by the sum that our key signed when it took over. */
export function foreignSum(anchors: readonly SignedAnchor[], ours: string): ForeignSum & { sum(): string } {
  const total = summing()
  const foreign = anchors.filter(({ keyMark }) => keyMark !== ours)
  for (const anchor of foreign) total.addAnchor(anchor)
  const begins = anchors.filter(({ kind }) => kind === 'begin')
  return {
    covers: (number) => (begins.findLast((anchor) => headAfter(anchor).number < number)?.keyMark ?? ours) !== ours,
    add: total.add,
    sum: total.sum,
    fault() {
      if (foreign.length === 0) return undefined
      const taken = anchors.findLast(({ keyMark, digest }) => keyMark === ours && digest !== '')
      return taken && same(taken.digest, total.sum()) ? undefined : { kind: 'unproved' }
    },
  }
}

/**
 * Compares what clients were told with what is there. Pure: clients note each deed and each answer, and whoever looks afterwards brings
 * what was found. Two kinds of what is kept: things, which are there once under their id for ever, and places, which hold the last of
 * what was written into them.
 */
import { createHash } from 'node:crypto'

/** What a client learned of one try: an answer that it is kept, an answer that it is not, or no answer at all. */
export type Told = 'kept' | 'refused' | 'unknown'

export interface Found {
  readonly id: string
  readonly content: unknown
}

/** What stands in a place. `order` grows with what is written there; 0 where nothing was. */
export interface Standing extends Found {
  readonly order: number
}

/** `lost`: told as kept and not there. `doubled`: there more than once. `changed`: there, but not what was sent. `phantom`: nobody sent it. */
export type FaultKind = 'lost' | 'doubled' | 'changed' | 'phantom'

export interface Fault {
  readonly kind: FaultKind
  readonly id: string
}

export interface Counts {
  readonly sent: number
  readonly kept: number
  readonly refused: number
  readonly unknown: number
}

interface Entry {
  readonly id: string
  readonly order: number
  readonly hash: string
  best: Told | 'sent'
}

export interface Ledger {
  /** Notes a deed before it is sent; what comes back notes what its sender was told. A deed may be noted and told again. */
  sends(id: string, content: unknown, order?: number): (told: Told) => void
  /** What is wrong with things that were found: all that is there must be given. */
  judgeThings(found: Iterable<Found>): Fault[]
  /** What is wrong with places; a place that holds nothing may be left out. */
  judgePlaces(standing: Iterable<Standing>): Fault[]
  counts(): Counts
}

/** A sum of the content that does not depend on the order of its keys. */
export function hashOf(content: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(content, (_, inner: unknown) => sorted(inner)) ?? '')
    .digest('hex')
}

function sorted(inner: unknown): unknown {
  if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner
  return Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

// Once kept stays kept; once without an answer it may be there, whatever a later try was told.
const weight = { sent: 0, refused: 1, unknown: 2, kept: 3 } as const

export function createLedger(): Ledger {
  const entries = new Map<string, Entry[]>()
  return {
    sends(id, content, order = 0) {
      const hash = hashOf(content)
      const known = entries.get(id) ?? []
      const entry: Entry = known.find((one) => one.order === order && one.hash === hash) ?? { id, order, hash, best: 'sent' }
      if (!known.includes(entry)) entries.set(id, [...known, entry])
      return (told) => {
        if (weight[told] > weight[entry.best]) entry.best = told
      }
    },
    judgeThings: (found) => judgeThings(entries, found),
    judgePlaces: (standing) => judgePlaces(entries, standing),
    counts() {
      const all = [...entries.values()].flat()
      const of = (...best: Entry['best'][]) => all.filter((one) => best.includes(one.best)).length
      return { sent: all.length, kept: of('kept'), refused: of('refused'), unknown: of('unknown', 'sent') }
    },
  }
}

type Entries = ReadonlyMap<string, readonly Entry[]>

function judgeThings(entries: Entries, found: Iterable<Found>): Fault[] {
  const faults: Fault[] = []
  const seen = new Set<string>()
  for (const { id, content } of found) {
    if (seen.has(id)) faults.push({ kind: 'doubled', id })
    else faults.push(...strange(entries.get(id) ?? [], id, hashOf(content)))
    seen.add(id)
  }
  for (const [id, known] of entries) if (!seen.has(id) && known.some(({ best }) => best === 'kept')) faults.push({ kind: 'lost', id })
  return faults
}

/** Of several contents sent under one id, one that was told as kept is the one that must be there. */
function strange(known: readonly Entry[], id: string, hash: string): Fault[] {
  const possible = known.filter(({ best }) => best !== 'refused')
  if (possible.length === 0) return [{ kind: 'phantom', id }]
  const kept = possible.filter(({ best }) => best === 'kept')
  return (kept.length > 0 ? kept : possible).some((one) => one.hash === hash) ? [] : [{ kind: 'changed', id }]
}

function judgePlaces(entries: Entries, standing: Iterable<Standing>): Fault[] {
  const faults: Fault[] = []
  const seen = new Set<string>()
  for (const { id, order, content } of standing) {
    if (seen.has(id)) faults.push({ kind: 'doubled', id })
    seen.add(id)
    faults.push(...misplaced(entries.get(id) ?? [], { id, order, content }))
  }
  for (const [id, known] of entries) if (!seen.has(id) && lastKept(known) > 0) faults.push({ kind: 'lost', id })
  return faults
}

function misplaced(known: readonly Entry[], { id, order, content }: Standing): Fault[] {
  if (order < lastKept(known)) return [{ kind: 'lost', id }]
  if (order === 0) return []
  const sent = known.filter((one) => one.order === order)
  if (!sent.some(({ best }) => best !== 'refused')) return [{ kind: 'phantom', id }]
  return sent.some(({ hash }) => hash === hashOf(content)) ? [] : [{ kind: 'changed', id }]
}

function lastKept(known: readonly Entry[]): number {
  return Math.max(0, ...known.filter(({ best }) => best === 'kept').map(({ order }) => order))
}

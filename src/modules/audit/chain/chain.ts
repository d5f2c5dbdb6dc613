/**
 * The chain that makes the log tamper-evident (ASVS V16.4.2). Whoever may write to the database, but has no key, can neither
 * change, remove, move or add an entry without breaking it, nor cut its end off while the file of heads remembers more.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { WrittenEntry } from '../domain/entry.ts'

export type Key = Uint8Array

/** The place an entry has in the chain. */
export interface Seal {
  readonly number: number
  /** Microseconds since 1970. */
  readonly sealedAt: number
}

/** The last seal there is, and what it stands on. */
export interface Head {
  readonly number: number
  readonly mac: string
}

/** Before the first entry. */
export const nothing: Head = { number: 0, mac: '' }

/**
 * A signed statement that the chain goes on from here. `begin`: a new chain starts, because it is the first or because the data were
 * restored; what had been sealed since the restored data were saved is gone, and `lost` names the last of it.
 * `checkpoint`: entries up to `after` were old enough to be removed.
 */
export interface Anchor {
  readonly ordinal: number
  readonly kind: 'begin' | 'checkpoint'
  readonly reason: string
  /** Microseconds since 1970. */
  readonly madeAt: number
  /** The last seal that the database held when this was said. */
  readonly after: Head
  /** The last seal there ever was, when the database no longer holds it. */
  readonly lost: Head
  /** Names the key without giving it away. */
  readonly keyMark: string
  /** Sum of everything sealed with an earlier key, which the present one can't prove. */
  readonly digest: string
}

export interface SignedAnchor extends Anchor {
  readonly mac: string
}

function hmac(key: Key, kind: string, values: readonly unknown[]): string {
  return createHmac('sha256', key)
    .update(JSON.stringify([kind, ...values]))
    .digest('base64url')
}

/** What an entry says, in one fixed order. */
function said({ id, at, deed, outcome, by, about, on, detail }: WrittenEntry): unknown[] {
  return [id, at, deed, outcome, by, about, on, inOrder(detail)]
}

/** The same value for the same content, whatever order its keys came in. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (value === null || typeof value !== 'object') return value
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, one]) => [name, inOrder(one)])
}

/** Proves that the program wrote an entry, from the moment it is written until it is sealed and after. */
export function markOf(key: Key, entry: WrittenEntry): string {
  return hmac(key, 'entry', said(entry))
}

export function macOf(key: Key, previous: string, seal: Seal, entry: WrittenEntry): string {
  return hmac(key, 'seal', [previous, seal.number, seal.sealedAt, ...said(entry)])
}

/** Anchors are chained among themselves too, so that none can be taken out. */
export function anchorMac(key: Key, previous: string, anchor: Anchor): string {
  return hmac(key, 'anchor', [previous, ...stated(anchor)])
}

function stated({ ordinal, kind, reason, madeAt, after, lost, keyMark, digest }: Anchor): unknown[] {
  return [ordinal, kind, reason, madeAt, after.number, after.mac, lost.number, lost.mac, keyMark, digest]
}

export function keyMarkOf(key: Key): string {
  return hmac(key, 'key', []).slice(0, 16)
}

/** The head that the first entry after an anchor stands on. */
export function headAfter({ kind, after, lost, mac }: SignedAnchor): Head {
  if (kind === 'checkpoint') return after
  return { number: Math.max(after.number, lost.number), mac }
}

export interface Sum {
  add(entry: WrittenEntry, mac: string): void
  addAnchor(anchor: SignedAnchor): void
  sum(): string
}

/** Adds up, one by one, what an earlier key had sealed. */
export function summing(): Sum {
  const hash = createHash('sha256')
  return {
    add: (entry, mac) => void hash.update(JSON.stringify([mac, ...said(entry)])),
    addAnchor: ({ mac, ...anchor }) => void hash.update(JSON.stringify([mac, ...stated(anchor)])),
    sum: () => hash.digest('base64url'),
  }
}

export function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

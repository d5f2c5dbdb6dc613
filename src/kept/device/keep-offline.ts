/** Keeping things on this device: whole or not at all, with every hash looked at, and never more than was asked for. */
import { done, type Result, refuse } from '#kernel/result.ts'
import type { Entry, Keepable } from '../contract.ts'
import { cacheName, type KeptRecord, keyOf, missingOf, openKeptStore } from './kept-record.ts'
import { NotTaken, takeFile, written } from './take-file.ts'

export type KeepRefusal = NotTaken['why']

/** How much room there is, as far as the browser tells. */
export interface Space {
  readonly used: number
  readonly free: number
  /** The browser has promised not to take it away by itself. */
  readonly promised: boolean
}

/** Where the browser can keep: an address with https (or this very machine), and storage that is not switched off. */
export function canKeep(): boolean {
  return isSecureContext && 'caches' in globalThis && 'indexedDB' in globalThis && 'locks' in navigator && crypto.subtle !== undefined
}

/** What the Centre offers now; rejects without a network. */
export async function offered(): Promise<Keepable> {
  const answer = await fetch('/api/v1/kept', { credentials: 'omit', cache: 'no-cache' })
  if (!answer.ok) throw new Error(`not offered: ${answer.status}`)
  return (await answer.json()) as Keepable
}

export interface Keeping {
  readonly signal: AbortSignal
  readonly progress: (bytes: number) => void
}

const atOnce = 3

/** Keeps a thing. What was kept before stays as it is until the new one is whole; what has arrived stays for the next attempt. */
export function keep(entry: Entry, { signal, progress }: Keeping): Promise<Result<KeptRecord, KeepRefusal>> {
  return alone(() =>
    keepWhole(entry, { signal, progress }).catch((fault: unknown) => {
      if (fault instanceof NotTaken) return refuse(fault.why)
      throw fault
    }),
  )
}

async function keepWhole(entry: Entry, { signal, progress }: Keeping): Promise<Result<KeptRecord, KeepRefusal>> {
  const store = await openKeptStore()
  if (!(await hasRoomFor(entry))) return refuse('room')
  await written(store.begin({ key: keyOf(entry), entry }))
  let bytes = 0
  const refusal = await takeAll(entry, signal, (run) => {
    bytes += run
    progress(bytes)
  })
  if (refusal) return refuse(refusal)
  // The browser may have taken something away in the meantime.
  if ((await missingOf(entry.files)).length > 0) return refuse('room')
  const record: KeptRecord = { ...entry, key: keyOf(entry), at: new Date().toISOString() }
  await written(store.finish(record))
  // It is kept; what nobody needs any more goes at the next occasion.
  await sweep().catch(() => undefined)
  return done(record)
}

/** The first reason why something was not taken; then the rest is not asked for any more. */
async function takeAll(entry: Entry, outer: AbortSignal, arrived: (run: number) => void): Promise<KeepRefusal | undefined> {
  const own = new AbortController()
  const signal = AbortSignal.any([outer, own.signal])
  let refusal: KeepRefusal | undefined
  const rest = entry.files.values()
  const takeRest = async () => {
    for (const file of rest) {
      if (signal.aborted) break
      await takeFile(file, { signal, arrived }).catch((fault: unknown) => {
        refusal ??= fault instanceof NotTaken ? fault.why : 'network'
        own.abort()
      })
    }
  }
  await Promise.all(Array.from({ length: atOnce }, takeRest))
  return outer.aborted ? 'stopped' : refusal
}

/** Takes a thing from the device, and those of its files that nothing else needs. */
export function remove(thing: Pick<Entry, 'kind' | 'code'>): Promise<void> {
  return alone(async () => {
    await (await openKeptStore()).forget(keyOf(thing))
    await sweep()
  })
}

/** Only what was put here for kept things; others may keep their own beside it. */
const ours = /^\/(api\/v1\/kept\/)?files\//

async function sweep(): Promise<void> {
  const store = await openKeptStore()
  const needed = [...(await store.kept()), ...(await store.partly()).map(({ entry }) => entry)].flatMap(({ files }) => files.map(({ href }) => href))
  const used = new Set(needed)
  const cache = await caches.open(cacheName)
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url)
    if (ours.test(pathname) && !used.has(pathname)) await cache.delete(request)
  }
}

/** Something else is offered now than what is kept: a new version, or something beside it. Pictures alone change with neither. */
export function isNewer(offer: Entry, kept: Entry): boolean {
  const contentOf = ({ files }: Entry) => files.flatMap(({ is, href, opens }) => (is === 'content' || opens !== undefined ? [href] : [])).sort()
  return contentOf(offer).join() !== contentOf(kept).join()
}

/** The browser's promise not to take away by itself what is kept; some ask the reader, some decide alone. */
export async function askToStay(): Promise<boolean> {
  return (await navigator.storage?.persist?.().catch(() => false)) ?? false
}

export async function space(): Promise<Space | undefined> {
  const { usage, quota } = (await navigator.storage?.estimate?.()) ?? {}
  if (usage === undefined || quota === undefined) return undefined
  return { used: usage, free: Math.max(0, quota - usage), promised: (await navigator.storage.persisted?.()) ?? false }
}

/** A tenth more than the files: the browser writes things down beside them. */
async function hasRoomFor(entry: Entry): Promise<boolean> {
  const room = await space()
  if (!room) return true
  const missing = (await missingOf(entry.files)).reduce((sum, { size }) => sum + size, 0)
  return missing * 1.1 <= room.free
}

/** One page at a time changes what is kept. */
function alone<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks.request(cacheName, work) as Promise<T>
}

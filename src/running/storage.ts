/** What the centre keeps on its disk, and what of it nothing needs any more. */

import { done, type Result, refuse } from '#kernel/result.ts'
import { noteDeed } from '#modules/audit/index.ts'
import type { SignedIn } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { emptyTrash, kindOfBlob, namedBlobs, type StoredBlob, storedBlobs, trashBlobs, trashedBlobs, untrashBlobs } from '#platform/blob-keeping.ts'
import { databaseSizes, type TableSize } from '#platform/database-facts.ts'
import { freeBytes } from './findings.ts'

export interface Heap {
  readonly count: number
  readonly bytes: number
}

export interface Storage {
  readonly database: { readonly bytes: number; readonly tables: readonly TableSize[] }
  readonly kinds: readonly ({ readonly kind: string } & Heap)[]
  readonly trash: Heap
  readonly free: number
}

function heapOf(blobs: readonly StoredBlob[]): Heap {
  return { count: blobs.length, bytes: blobs.reduce((sum, { bytes }) => sum + bytes, 0) }
}

export async function storage(app: App): Promise<Storage> {
  const byKind = new Map<string, StoredBlob[]>()
  for (const blob of await storedBlobs(app.config)) {
    const kind = await kindOfBlob(app.config, blob.hash)
    byKind.set(kind, [...(byKind.get(kind) ?? []), blob])
  }
  return {
    database: await databaseSizes(app.db, { most: 20 }),
    kinds: [...byKind].map(([kind, blobs]) => ({ kind, ...heapOf(blobs) })).sort((a, b) => b.bytes - a.bytes),
    trash: heapOf(await trashedBlobs(app.config)),
    free: await freeBytes(app),
  }
}

const hour = 3_600_000
/** A file that was kept a moment ago may belong to something that is not saved yet. */
const tooYoung = 24 * hour
/** So long may a removal be taken back. */
export const trashDays = 7

/** Files that nothing in the database names; the dry run of their removal. */
export async function orphans(app: App): Promise<StoredBlob[]> {
  const before = new Date(app.now().getTime() - tooYoung)
  const old = (await storedBlobs(app.config)).filter(({ since }) => since < before)
  if (old.length === 0) return []
  const named = await namedBlobs(app.db)
  return old.filter(({ hash }) => !named.has(hash))
}

export type StorageRefusal = 'other-count' | 'nothing'

/** Lays the orphans into the trash, if they are still as many as the dry run said. */
export async function removeOrphans(app: App, { actor, count }: { actor: SignedIn; count: number }): Promise<Result<Heap, StorageRefusal>> {
  const found = await orphans(app)
  if (found.length === 0) return refuse('nothing')
  if (found.length !== count) return refuse('other-count')
  const heap = heapOf(found)
  const hashes = found.map(({ hash }) => hash)
  await app.db.transact(async (tx) => {
    await noteDeed(app, tx, { deed: 'running.orphans-removed', by: actor.id, detail: { ...heap } })
  })
  await trashBlobs(app.config, hashes, app.now())
  return done(heap)
}

/** Takes back what lies in the trash. */
export async function takeBack(app: App, { actor }: { actor: SignedIn }): Promise<Result<number, StorageRefusal>> {
  const count = await untrashBlobs(app.config)
  if (count === 0) return refuse('nothing')
  await app.db.transact((tx) => noteDeed(app, tx, { deed: 'running.orphans-taken-back', by: actor.id, detail: { count } }))
  return done(count)
}

/** Removes for ever what has lain in the trash for its days. */
export function emptyOldTrash(app: App): Promise<number> {
  return emptyTrash(app.config, new Date(app.now().getTime() - trashDays * 24 * hour))
}

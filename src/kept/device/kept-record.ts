/**
 * What this device has kept, written down: IndexedDB says what is whole, Cache Storage holds the files.
 * The worker, the shell and the pages read it here.
 */
import { type Entry, type KeptFile, type KeptKind, keptFormat } from '../contract.ts'

export const cacheName = 'putokaz-kept'

/** A thing that was kept whole. */
export interface KeptRecord extends Entry {
  /** `course/C01` */
  readonly key: string
  /** When it was whole. */
  readonly at: string
  /** Records of the first format carry none. */
  readonly format?: number
}

/** Kept by an edition that wrote things down otherwise: nothing is drawn from it, and it is to be fetched anew. */
export class OtherFormat extends Error {
  constructor({ key, format }: KeptRecord) {
    super(`${key} was kept in format ${format ?? 1}`)
  }
}

export function isReadable({ format = 1 }: Pick<KeptRecord, 'format'>): boolean {
  return format === keptFormat
}

/** A thing whose keeping began and did not end. */
export interface PartlyRecord {
  readonly key: string
  readonly entry: Entry
}

export interface KeptStore {
  kept(): Promise<KeptRecord[]>
  partly(): Promise<PartlyRecord[]>
  one(key: string): Promise<KeptRecord | undefined>
  onePartly(key: string): Promise<PartlyRecord | undefined>
  begin(partly: PartlyRecord): Promise<void>
  /** Says that it is whole; from now on it counts as kept, and its beginning is forgotten. */
  finish(record: KeptRecord): Promise<void>
  forget(key: string): Promise<void>
}

export function keyOf({ kind, code }: { readonly kind: KeptKind; readonly code: string }): string {
  return `${kind}/${code}`
}

let opened: Promise<IDBDatabase> | undefined

/** Rejects where the browser keeps nothing (some private windows). */
export async function openKeptStore(): Promise<KeptStore> {
  opened ??= openDatabase().catch((fault: unknown) => {
    opened = undefined
    throw fault
  })
  const db = await opened
  const all = <T>(store: Store) => deed<T[]>(db, [store], 'readonly', (rows) => rows(store).getAll())
  const one = <T>(store: Store, key: string) => deed<T | undefined>(db, [store], 'readonly', (rows) => rows(store).get(key))
  return {
    kept: () => all('kept'),
    partly: () => all('partly'),
    one: (key) => one('kept', key),
    onePartly: (key) => one('partly', key),
    begin: async (partly) => void (await deed(db, ['partly'], 'readwrite', (rows) => rows('partly').put(partly))),
    async finish(record) {
      await deed(db, ['kept', 'partly'], 'readwrite', (rows) => {
        rows('partly').delete(record.key)
        return rows('kept').put(record)
      })
    },
    async forget(key) {
      await deed(db, ['kept', 'partly'], 'readwrite', (rows) => {
        rows('partly').delete(key)
        return rows('kept').delete(key)
      })
    },
  }
}

type Store = 'kept' | 'partly'

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(cacheName, 1)
    request.onupgradeneeded = () => {
      for (const store of ['kept', 'partly']) request.result.createObjectStore(store, { keyPath: 'key' })
    }
    request.onsuccess = () => {
      // Another page may bring a later form of the store, or take it away: this one does not stand in its way.
      request.result.onversionchange = () => {
        request.result.close()
        opened = undefined
      }
      resolve(request.result)
    }
    request.onerror = () => reject(request.error)
    request.onblocked = () => reject(new Error('another page holds an older store open'))
  })
}

/** Resolves when the transaction is on the disk, not when the request is done. */
function deed<T>(db: IDBDatabase, stores: Store[], mode: IDBTransactionMode, work: (rows: (store: Store) => IDBObjectStore) => IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(stores, mode, { durability: 'strict' })
    const request = work((store) => transaction.objectStore(store))
    transaction.oncomplete = () => resolve(request.result as T)
    transaction.onabort = () => reject(transaction.error)
  })
}

/** Which of these files the device does not have (any more). */
export async function missingOf(files: readonly KeptFile[]): Promise<KeptFile[]> {
  const cache = await caches.open(cacheName)
  const there = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname))
  return files.filter(({ href }) => !there.has(href))
}

/** Whether a thing is kept with all its files. */
export async function isWhole(thing: { readonly kind: KeptKind; readonly code: string }): Promise<boolean> {
  const record = await (await openKeptStore()).one(keyOf(thing))
  return record !== undefined && isReadable(record) && (await missingOf(record.files)).length === 0
}

/** The content of a kept thing, its parts put together; undefined when it is not kept or not whole. Rejects when it is of another format. */
export async function keptContent<T>(thing: { readonly kind: KeptKind; readonly code: string }): Promise<T | undefined> {
  const record = await (await openKeptStore()).one(keyOf(thing))
  if (!record) return undefined
  if (!isReadable(record)) throw new OtherFormat(record)
  const cache = await caches.open(cacheName)
  const parts = await Promise.all(record.files.filter(({ is }) => is === 'content').map(async ({ href }) => (await cache.match(href))?.json()))
  return parts.includes(undefined) ? undefined : Object.assign({}, ...parts)
}

import { type KeptProgress, keptProgressFormat } from '../../domain/kept-progress.ts'
import { ask } from '../outbox/asking.ts'
import type { Owner } from '../outbox/rows.ts'
import { type Sealed, seal, signed, unseal } from '../outbox/seal.ts'

interface Row extends Sealed {
  /** Says nothing of the course to whoever has no key. */
  readonly id: string
  readonly person: string
  /** When the Centre was asked, in milliseconds. */
  readonly asked: number
}

const storeName = 'putokaz-progress'
/** What was done here since then is in the outbox anyway. */
const askedAgain = 600_000

/** Her progress in a course as the Centre told it last; undefined when it is not here, or under another key. */
export async function keptProgress(owner: Owner, course: string): Promise<KeptProgress | undefined> {
  const db = await openKnown()
  if (!db) return undefined
  try {
    const row = await rowOf(db, owner, course)
    const kept = row && (await unseal<KeptProgress>(owner, row).catch(() => undefined))
    // Of another format: the Centre tells it anew when there is a network.
    return kept?.format === keptProgressFormat ? kept : undefined
  } finally {
    db.close()
  }
}

/** Asks the Centre for her progress in these courses, and keeps it under her key. What is of anybody else, or of other courses, goes. */
export async function refreshProgress(owner: Owner, courses: readonly string[]): Promise<void> {
  if (courses.length === 0) return forgetProgress()
  const db = await open()
  try {
    const ids = new Set(await Promise.all(courses.map((course) => idOf(owner, course))))
    const rows = await inStore<Row[]>(db, 'readonly', (store) => store.getAll())
    for (const { id } of rows) if (!ids.has(id)) await inStore(db, 'readwrite', (store) => store.delete(id))
    for (const course of courses) await refresh(db, owner, course)
  } finally {
    db.close()
  }
}

/** Nothing of it is work that could be lost: it goes with the key. */
export async function forgetProgress(): Promise<void> {
  const db = await openKnown()
  if (!db) return
  await inStore(db, 'readwrite', (store) => store.clear()).finally(() => db.close())
}

async function refresh(db: IDBDatabase, owner: Owner, course: string): Promise<void> {
  const before = await rowOf(db, owner, course)
  if (before && Date.now() - before.asked < askedAgain && (await unseal(owner, before).catch(() => undefined))) return
  const answered = await ask(`/api/v1/learning/progress/${encodeURIComponent(course)}`)
  if (!answered?.ok) return
  const told = (await answered.json()) as KeptProgress
  // Somebody else may have signed in meanwhile.
  if (told.person !== owner.person || told.format !== keptProgressFormat) return
  const row: Row = { id: await idOf(owner, course), person: owner.person, asked: Date.now(), ...(await seal(owner, told)) }
  await inStore(db, 'readwrite', (store) => store.put(row))
}

function idOf(owner: Owner, course: string): Promise<string> {
  return signed(owner, 'putokaz-progress', course)
}

async function rowOf(db: IDBDatabase, owner: Owner, course: string): Promise<Row | undefined> {
  const id = await idOf(owner, course)
  return inStore<Row | undefined>(db, 'readonly', (store) => store.get(id))
}

/** A browser that keeps no progress gets no store by being asked for it. */
async function openKnown(): Promise<IDBDatabase | undefined> {
  const known = await indexedDB.databases?.()
  return known && !known.some(({ name }) => name === storeName) ? undefined : open()
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(storeName, 1)
    request.onupgradeneeded = () => request.result.createObjectStore('progress', { keyPath: 'id' })
    request.onsuccess = () => {
      const db = request.result
      db.onversionchange = () => db.close()
      resolve(db)
    }
    request.onerror = () => reject(request.error)
    request.onblocked = () => reject(new Error('another page holds an older store open'))
  })
}

/** One deed in a transaction of its own; resolves when the transaction is complete and on the disk. */
function inStore<T>(db: IDBDatabase, mode: IDBTransactionMode, deed: (store: IDBObjectStore) => IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    const transaction = db.transaction('progress', mode, { durability: 'strict' })
    const request = deed(transaction.objectStore('progress'))
    transaction.oncomplete = () => resolve(request.result as T)
    transaction.onabort = () => reject(transaction.error)
  })
}

import type { Response } from '#modules/questions/index.ts'
import type { TakenTest } from '../../domain/taken-sheet.ts'
import type { Owner } from '../outbox/index.ts'
import { type Sealed, seal, unseal } from '../outbox/seal.ts'

/** A test that this device took along, with what was answered here. It lies encrypted under the key of its person. */
export interface KeptTest {
  readonly test: TakenTest
  readonly answers: Readonly<Record<string, { readonly response: Response | null; readonly sequence: number }>>
  /** The records that handing in will consist of. */
  readonly records: readonly string[]
  /** Its voucher is in the outbox. */
  readonly isVoucherKept?: boolean
  /** When it was handed in here. */
  readonly handedIn?: string
  /** The record of that is in the outbox. */
  readonly isRecorded?: boolean
}

interface Row extends Sealed {
  readonly attempt: string
  readonly person: string
}

export interface TakenStore {
  /** By this id the Centre knows the device, and by nothing else. */
  device(): Promise<string>
  get(owner: Owner, attempt: string): Promise<KeptTest | undefined>
  /** Those that her key opens. */
  all(owner: Owner): Promise<KeptTest[]>
  /** Resolves when it is on the disk. */
  put(owner: Owner, kept: KeptTest): Promise<void>
  drop(attempt: string): Promise<void>
}

const storeName = 'putokaz-taken'

/** Whether this device has the test, whoever's it is. A browser that took none along gets no store by being asked. */
export async function isTakenHere(attempt: string): Promise<boolean> {
  const known = await indexedDB.databases?.()
  if (known && !known.some(({ name }) => name === storeName)) return false
  const db = await open(storeName)
  const found = await inStore<number>(db, 'test', 'readonly', (rows) => rows.count(attempt))
  db.close()
  return found > 0
}

/** Rejects where the browser keeps nothing. */
export async function openTaken(name = storeName): Promise<TakenStore> {
  const db = await open(name)
  return {
    device: () => deviceOf(db),
    async get(owner, attempt) {
      const row = await inStore<Row | undefined>(db, 'test', 'readonly', (rows) => rows.get(attempt))
      // Of another account, or under a key that is no more: as if it were not here.
      return row && row.person === owner.person ? unseal<KeptTest>(owner, row).catch(() => undefined) : undefined
    },
    async all(owner) {
      const rows = await inStore<Row[]>(db, 'test', 'readonly', (tests) => tests.getAll())
      const own = rows.filter(({ person }) => person === owner.person)
      const opened = await Promise.all(own.map((row) => unseal<KeptTest>(owner, row).catch(() => undefined)))
      return opened.filter((kept) => kept !== undefined)
    },
    async put(owner, kept) {
      const row: Row = { attempt: kept.test.attempt, person: owner.person, ...(await seal(owner, kept)) }
      await inStore(db, 'test', 'readwrite', (rows) => rows.put(row))
    },
    drop: async (attempt) => void (await inStore(db, 'test', 'readwrite', (rows) => rows.delete(attempt))),
  }
}

async function deviceOf(db: IDBDatabase): Promise<string> {
  const made = crypto.randomUUID()
  // Two tabs that ask at once: the first to add is the one.
  await inStore(db, 'device', 'readwrite', (rows) => rows.add({ name: 'own', id: made })).catch(() => undefined)
  const row = await inStore<{ id: string } | undefined>(db, 'device', 'readonly', (rows) => rows.get('own'))
  return row?.id ?? made
}

function open(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1)
    request.onupgradeneeded = () => {
      request.result.createObjectStore('test', { keyPath: 'attempt' })
      request.result.createObjectStore('device', { keyPath: 'name' })
    }
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
    request.onblocked = () => reject(new Error('another page holds an older store open'))
  })
}

/** One deed in a transaction of its own; resolves when the transaction is complete and on the disk. */
function inStore<T>(db: IDBDatabase, store: string, mode: IDBTransactionMode, deed: (rows: IDBObjectStore) => IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(store, mode, { durability: 'strict' })
    const request = deed(transaction.objectStore(store))
    transaction.oncomplete = () => resolve(request.result as T)
    transaction.onabort = () => reject(transaction.error)
  })
}

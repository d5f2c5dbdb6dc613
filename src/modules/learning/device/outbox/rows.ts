import type { Entry } from '@putokaz/offline-queue'
import { call } from './calling.ts'
import type { Keys, Sealed } from './seal.ts'

/** An entry as it lies on the device; only its owner's key opens what it says. */
export interface Row extends Entry {
  readonly person: string
  readonly body: Sealed
  /** What the list calls it; never sent. */
  readonly shown: Sealed
}

/** Whose work this device can read now. There is one at most. */
export interface Owner extends Keys {
  readonly person: string
  /** Tells one key from another and says nothing of either. */
  readonly mark: string
  /** Begins the ids of activities. */
  readonly homePage: string
  readonly epoch: string
  readonly safeBelow: number | null
  /** When the server was last asked who is signed in, in milliseconds. */
  readonly met: number
  /** The server did not know the session any more. */
  readonly signedOut: boolean
  /** When something was sent last, ISO 8601. */
  readonly lastSent: string | null
  /** The browser was asked to keep this site's data. */
  readonly persistAsked: boolean
}

/** The outbox of this browser. Every promise of a change resolves when the browser has written it to disk. */
export interface Rows {
  owner(): Promise<Owner | undefined>
  /** Whoever else this device could read is locked. */
  setOwner(owner: Owner): Promise<void>
  changeOwner(person: string, change: Partial<Owner>): Promise<void>
  /** The key goes, the ciphertexts stay. */
  lock(): Promise<void>
  of(person: string): Promise<Row[]>
  one(id: string): Promise<Row | undefined>
  /** Decides over all entries of a person and writes what changed, in one transaction. */
  change(person: string, decide: (rows: readonly Row[]) => readonly Entry[]): Promise<void>
  /** How many entries of others wait here. */
  others(person: string | undefined): Promise<number>
  close(): void
}

export const outboxName = 'putokaz-outbox'

/** Rejects where the browser keeps nothing. */
export async function openRows(name = outboxName): Promise<Rows> {
  let opened: IDBDatabase | undefined
  const open = () =>
    openDatabase(name, () => {
      opened = undefined
    })
  opened = await open()
  // Whoever clears what the browser keeps closes it under an open page.
  const db = async () => (opened ??= await open())
  const all = () => read<Row[]>(db, 'entry', (entry) => entry.getAll())
  return {
    owner: async () => (await read<Owner[]>(db, 'owner', (owner) => owner.getAll()))[0],
    setOwner: (one) =>
      change(db, 'owner', (owner) => {
        owner.clear()
        owner.put(one)
      }),
    changeOwner: (person, changed) =>
      change(db, 'owner', (owner) => {
        const found = owner.get(person)
        found.onsuccess = () => found.result && owner.put({ ...found.result, ...changed })
      }),
    lock: () => change(db, 'owner', (owner) => owner.clear()),
    of: (person) => read<Row[]>(db, 'entry', (entry) => entry.index('person').getAll(person)),
    one: (id) => read<Row | undefined>(db, 'entry', (entry) => entry.get(id)),
    change: (person, decide) =>
      change(db, 'entry', (entry) => {
        const found = entry.index('person').getAll(person) as IDBRequest<Row[]>
        found.onsuccess = () => write(entry, found.result, decide(found.result) as readonly Row[])
      }),
    others: async (person) => (await all()).filter((row) => row.person !== person && row.state !== 'sent').length,
    close: () => opened?.close(),
  }
}

function write(store: IDBObjectStore, before: readonly Row[], after: readonly Row[]): void {
  const [had, stay] = [new Set(before), new Set(after.map(({ id }) => id))]
  for (const row of before) if (!stay.has(row.id)) store.delete(row.id)
  for (const row of after) if (!had.has(row)) store.put(row)
}

function openDatabase(name: string, closed: () => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1)
    request.onupgradeneeded = () => {
      request.result.createObjectStore('entry', { keyPath: 'id' }).createIndex('person', 'person')
      request.result.createObjectStore('owner', { keyPath: 'person' })
    }
    request.onsuccess = () => {
      const db = request.result
      db.onversionchange = () => {
        db.close()
        closed()
      }
      // What is being cleared can still be read for a moment.
      db.onclose = () => {
        closed()
        setTimeout(call, 1000, 'changed')
      }
      resolve(db)
    }
    request.onerror = () => reject(request.error)
    request.onblocked = () => reject(new Error('another page holds an older outbox open'))
  })
}

type StoreName = 'entry' | 'owner'

type Opened = () => Promise<IDBDatabase>

async function read<T>(opened: Opened, name: StoreName, ask: (store: IDBObjectStore) => IDBRequest): Promise<T> {
  const db = await opened()
  return new Promise((resolve, reject) => {
    const request = ask(db.transaction(name, 'readonly').objectStore(name))
    request.onsuccess = () => resolve(request.result as T)
    request.onerror = () => reject(request.error)
  })
}

/** One transaction; resolves when it is complete, not when its requests are. */
async function change(opened: Opened, name: StoreName, deed: (store: IDBObjectStore) => void): Promise<void> {
  const db = await opened()
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(name, 'readwrite', { durability: 'strict' })
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error ?? new Error('the browser gave the writing up'))
    deed(transaction.objectStore(name))
  })
}

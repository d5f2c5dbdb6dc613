/**
 * What a visitor does without an account, kept on her device: her place, notes, bookmarks and practice answers.
 * A promise that resolves means that the browser has written it to disk (`durability: 'strict'`), so „сачувано“ is true.
 */

export interface DevicePlace {
  readonly course: string
  readonly unit: string
  readonly passage: string
  readonly at: string
}
export interface DeviceNote {
  /** `C01/1-1-slug`. */
  readonly unit: string
  readonly text: string
  readonly at: string
}
export interface DeviceBookmark {
  /** `C01/1-1-slug`, or `C01/1-1-slug#passage`. */
  readonly key: string
  readonly at: string
}
export interface DeviceAnswer {
  readonly question: string
  readonly response: unknown
  readonly correct: boolean
  readonly at: string
}
export interface DeviceRead {
  /** `C01/1-1-slug`. */
  readonly key: string
  readonly at: string
}

/** Everything the device holds, for the account that takes it over. */
export interface DeviceExport {
  readonly places: readonly DevicePlace[]
  readonly notes: readonly DeviceNote[]
  readonly bookmarks: readonly DeviceBookmark[]
  readonly answers: readonly DeviceAnswer[]
  readonly read: readonly DeviceRead[]
}

export interface DeviceRecord {
  notePlace(course: string, unit: string, passage: string): Promise<void>
  place(course: string): Promise<DevicePlace | undefined>
  /** An empty text takes the note away. */
  saveNote(unitKey: string, text: string): Promise<void>
  note(unitKey: string): Promise<string>
  /** True when it is bookmarked now. */
  toggleBookmark(key: string): Promise<boolean>
  bookmarks(): Promise<DeviceBookmark[]>
  saveAnswer(questionId: string, response: unknown, correct: boolean): Promise<void>
  answers(): Promise<DeviceAnswer[]>
  unitRead(course: string, unit: string): Promise<void>
  all(): Promise<DeviceExport>
  clear(): Promise<void>
}

const stores = { places: 'course', notes: 'unit', bookmarks: 'key', answers: 'question', read: 'key' } as const
type Store = keyof typeof stores

/** Opens the record of this device; rejects where the browser keeps nothing (some private windows). */
export async function openDeviceRecord(name = 'putokaz-device'): Promise<DeviceRecord> {
  const db = await openStores(name)
  const all = <T>(store: Store) => inStore<T[]>(db, store, 'readonly', (rows) => rows.getAll())
  const one = <T>(store: Store, key: string) => inStore<T | undefined>(db, store, 'readonly', (rows) => rows.get(key))
  const put = async (store: Store, row: object) => void (await inStore(db, store, 'readwrite', (rows) => rows.put({ ...row, at: new Date().toISOString() })))
  const drop = async (store: Store, key: string) => void (await inStore(db, store, 'readwrite', (rows) => rows.delete(key)))
  return {
    notePlace: (course, unit, passage) => put('places', { course, unit, passage }),
    place: (course) => one<DevicePlace>('places', course),
    saveNote: (unit, text) => (text.trim() === '' ? drop('notes', unit) : put('notes', { unit, text })),
    note: async (unit) => (await one<DeviceNote>('notes', unit))?.text ?? '',
    async toggleBookmark(key) {
      const had = await one('bookmarks', key)
      await (had ? drop('bookmarks', key) : put('bookmarks', { key }))
      return !had
    },
    bookmarks: () => all('bookmarks'),
    saveAnswer: (question, response, correct) => put('answers', { question, response, correct }),
    answers: () => all('answers'),
    unitRead: (course, unit) => put('read', { key: `${course}/${unit}` }),
    async all() {
      const [places, notes, bookmarks, answers, read] = await Promise.all([
        all<DevicePlace>('places'),
        all<DeviceNote>('notes'),
        all<DeviceBookmark>('bookmarks'),
        all<DeviceAnswer>('answers'),
        all<DeviceRead>('read'),
      ])
      return { places, notes, bookmarks, answers, read }
    },
    async clear() {
      for (const store of Object.keys(stores) as Store[]) await inStore(db, store, 'readwrite', (rows) => rows.clear())
    },
  }
}

function openStores(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1)
    request.onupgradeneeded = () => {
      for (const [store, keyPath] of Object.entries(stores)) request.result.createObjectStore(store, { keyPath })
    }
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
    request.onblocked = () => reject(new Error('another page holds an older record open'))
  })
}

/** One deed in a transaction of its own; resolves when the transaction is complete, not when the request is. */
function inStore<T>(db: IDBDatabase, store: Store, mode: IDBTransactionMode, deed: (rows: IDBObjectStore) => IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(store, mode, { durability: 'strict' })
    const request = deed(transaction.objectStore(store))
    transaction.oncomplete = () => resolve(request.result as T)
    transaction.onabort = () => reject(transaction.error)
  })
}

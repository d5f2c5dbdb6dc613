/** The index is kept beside what it was made of, under a mark of exactly that: another version of anything kept asks for a new one. */

const database = 'putokaz-search'
/** Grows when an index is written otherwise; one of another format is made anew. */
const format = 1

interface Stored {
  readonly mark: string
  readonly index: string
}

const asPromise = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(database, 1)
  request.onupgradeneeded = () => void request.result.createObjectStore('index')
  return asPromise(request)
}

export async function storedIndex(mark: string): Promise<string | undefined> {
  const db = await open()
  const stored = (await asPromise(db.transaction('index').objectStore('index').get('kept'))) as Stored | undefined
  db.close()
  return stored?.mark === `${format} ${mark}` ? stored.index : undefined
}

export async function storeIndex(mark: string, index: string): Promise<void> {
  const db = await open()
  await asPromise(
    db
      .transaction('index', 'readwrite')
      .objectStore('index')
      .put({ mark: `${format} ${mark}`, index } satisfies Stored, 'kept'),
  )
  db.close()
}

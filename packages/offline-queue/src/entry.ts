/** Where a deed is to go. Statements go many at a time, the others one by one. */
export type Address = 'statements' | 'answers' | 'notes' | 'bookmarks' | 'place'

/** Why a server would not take a deed. */
export interface Rejection {
  readonly status: number
  readonly reason: string
  /** Place in the body that is at fault, when the server named one. */
  readonly path?: string
}

/** A deed that was done away from the server. */
export interface Entry {
  /** Made at birth; the same at every sending, so that a repeat is seen. */
  readonly id: string
  /** ISO 8601 in UTC, by the device's clock. */
  readonly born: string
  readonly to: Address
  /** Opaque. */
  readonly body: unknown
  /** Bytes that its body takes in a request. */
  readonly size: number
  readonly state: 'waiting' | 'sent' | 'refused'
  /** Deeds about the same thing replace each other; opaque. */
  readonly about?: string
  /** Number of a count of the server that only grows, drawn after it was stored there; and in which life of the server. */
  readonly receipt?: number
  readonly epoch?: string
  /** When the server said so, ISO 8601 in UTC by the device's clock. Nothing is decided by it. */
  readonly sentAt?: string
  readonly refusal?: Rejection
  /** Sendings in a row that came to nothing. */
  readonly tries: number
  /** Not before this moment, in milliseconds. */
  readonly after?: number
  /** It goes together with no more than this many, itself counted. */
  readonly atMost?: number
  /** It failed alone: the others go past it while it waits. */
  readonly aside?: true
}

/** Oldest first; the id decides between two of one moment. */
export function byBirth(a: Entry, b: Entry): number {
  if (a.born !== b.born) return a.born < b.born ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** Takes a deed in. A deed of the same id is there already; one that still waits and is about the same is replaced. */
export function append(entries: readonly Entry[], entry: Entry): Entry[] {
  if (entries.some(({ id }) => id === entry.id)) return [...entries]
  const isReplaced = ({ state, about, to }: Entry) => state === 'waiting' && about !== undefined && about === entry.about && to === entry.to
  return [...entries.filter((one) => !isReplaced(one)), entry]
}

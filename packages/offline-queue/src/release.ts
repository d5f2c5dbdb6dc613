import type { Entry } from './entry.ts'

/** What a server says of itself. */
export interface Server {
  /** Another one after it was restored from a backup. */
  readonly epoch: string
  /** Its newest verified backup holds everything that has a smaller receipt; null when it has none. */
  readonly safeBelow: number | null
}

/** Lets go of what was sent and is safe; what was sent to the server's former life waits again. */
export function release(entries: readonly Entry[], server: Server): Entry[] {
  const safe = server.safeBelow ?? Number.NEGATIVE_INFINITY
  return entries.flatMap((entry) => {
    if (entry.state !== 'sent') return [entry]
    // Whatever lies here without such a receipt (they were moments once) asks for one: it may be sent twice, but never be lost.
    if (entry.epoch !== server.epoch || !isReceipt(entry.receipt)) return [waitingAgain(entry)]
    return entry.receipt < safe ? [] : [entry]
  })
}

/** What lies on a device may be older than this program. */
function isReceipt(receipt: unknown): receipt is number {
  return Number.isSafeInteger(receipt)
}

/** A person asks for everything at once: nobody waits for a moment any more. */
export function hurry(entries: readonly Entry[]): Entry[] {
  return entries.map((entry) => {
    if (entry.state !== 'waiting' || entry.after === undefined) return entry
    const { after: _, ...now } = entry
    return now
  })
}

/** A refused entry waits again, alone. */
export function tryAgain(entries: readonly Entry[], id: string): Entry[] {
  return entries.map((entry) => (entry.id === id && entry.state === 'refused' ? { ...waitingAgain(entry), atMost: 1 } : entry))
}

function waitingAgain({ receipt: _, epoch: __, refusal: ___, after: ____, sentAt: _____, ...entry }: Entry): Entry {
  return { ...entry, state: 'waiting', tries: 0 }
}

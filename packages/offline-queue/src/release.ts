import type { Entry } from './entry.ts'

/** What a server says of itself. */
export interface Server {
  /** Another one after it was restored from a backup. */
  readonly epoch: string
  /** Moment that its newest verified backup holds, ISO 8601; null when it has none. */
  readonly safeUntil: string | null
}

/** Lets go of what was sent and is safe; what was sent to the server's former life waits again. */
export function release(entries: readonly Entry[], server: Server): Entry[] {
  const safe = server.safeUntil === null ? Number.NEGATIVE_INFINITY : Date.parse(server.safeUntil)
  return entries.flatMap((entry) => {
    if (entry.state !== 'sent') return [entry]
    if (entry.epoch !== server.epoch) return [waitingAgain(entry)]
    return Date.parse(entry.receipt ?? '') < safe ? [] : [entry]
  })
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

function waitingAgain({ receipt: _, epoch: __, refusal: ___, after: ____, ...entry }: Entry): Entry {
  return { ...entry, state: 'waiting', tries: 0 }
}

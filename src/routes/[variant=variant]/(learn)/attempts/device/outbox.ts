import { uuidv7 } from '#kernel/id.ts'
import type { Response } from '#modules/questions/domain/response.ts'

/** An answer on its way, as the machine address takes it. */
export interface Waiting {
  readonly id: string
  readonly item: string
  readonly response: Response | null
  readonly sequence: number
}

export type State = 'saved' | 'saving' | 'not-saved' | 'lost-session' | 'closed'

export interface Outbox {
  put(item: string, response: Response | null): void
  isEmpty(): boolean
  /** Resolves when nothing waits any more; false when that can't come about by waiting. */
  empty(): Promise<boolean>
}

interface Options {
  readonly attempt: string
  /** Highest sequence number that the server is known to keep, by item. */
  readonly known: Map<string, number>
  readonly say: (state: State) => void
  readonly saved: (sent: Waiting) => void
}

/** Keeps the newest answer to each question until the server has acknowledged it, also over pages and a lost connection. */
export function openOutbox({ attempt, known, say, saved }: Options): Outbox {
  const waiting = openWaiting(`attempt/${attempt}`)
  let failures = 0
  let sending: Promise<boolean> | undefined

  /** False when it is of no use to go on. */
  async function sendOne(next: Waiting): Promise<boolean> {
    const outcome = await send(attempt, next)
    failures = outcome === 'try-again' ? failures + 1 : 0
    if (outcome === 'saved') {
      known.set(next.item, Math.max(known.get(next.item) ?? 0, next.sequence))
      waiting.drop(next)
      saved(next)
    } else if (outcome === 'try-again') {
      say('not-saved')
      await pause(Math.min(15_000, 500 * 2 ** failures))
    } else if (typeof outcome === 'number') {
      // Another window was newer: what is given here now is newer still.
      known.set(next.item, outcome)
      waiting.put({ ...(waiting.of(next.item) ?? next), id: newId(), sequence: Math.max(outcome + 1, Date.now()) })
    } else {
      say(outcome)
      return false
    }
    return true
  }

  async function sendAll(): Promise<boolean> {
    for (let next = waiting.first(); next; next = waiting.first()) if (!(await sendOne(next))) return false
    say('saved')
    return true
  }

  const begin = () => {
    sending ??= sendAll().finally(() => {
      sending = undefined
    })
    return sending
  }

  if (waiting.first()) void begin()
  return {
    put(item, response) {
      const sequence = Math.max((known.get(item) ?? 0) + 1, (waiting.of(item)?.sequence ?? 0) + 1, Date.now())
      waiting.put({ id: newId(), item, response, sequence })
      say('saving')
      void begin()
    },
    isEmpty: () => waiting.first() === undefined,
    async empty() {
      while (waiting.first()) if (!(await begin())) return false
      return true
    },
  }
}

/**
 * What waits, in memory and in the store of this browser, where it outlives the tab: one place for each question, so that
 * two tabs on one attempt do not write over each other's answers to different questions.
 */
function openWaiting(place: string) {
  const waiting = new Map<string, Waiting>(readAll(place).map((one) => [one.item, one]))
  return {
    first: (): Waiting | undefined => waiting.values().next().value,
    of: (item: string) => waiting.get(item),
    put(one: Waiting) {
      waiting.set(one.item, one)
      try {
        localStorage.setItem(`${place}/${one.item}`, JSON.stringify(one))
      } catch {
        // A full or closed store leaves the copy in memory, which is sent all the same.
      }
    },
    /** A newer answer may have come in the meantime, here or in another tab: that one still waits. */
    drop(sent: Waiting) {
      if (waiting.get(sent.item)?.id === sent.id) waiting.delete(sent.item)
      if (readOne(`${place}/${sent.item}`)?.id === sent.id) localStorage.removeItem(`${place}/${sent.item}`)
    },
  }
}

function newId(): string {
  return uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
    addEventListener('online', () => resolve(), { once: true })
  })
}

/** A number is the sequence that the server keeps and that is newer. */
async function send(attempt: string, answer: Waiting): Promise<'saved' | 'try-again' | 'lost-session' | 'closed' | number> {
  try {
    const answered = await fetch(`/api/v1/attempts/${attempt}/answers`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(answer),
      keepalive: true,
    })
    if (answered.ok) return 'saved'
    if (answered.status === 401) return 'lost-session'
    if (answered.status >= 500 || answered.status === 429) return 'try-again'
    const { sequence } = (await answered.json()) as { sequence?: number }
    return sequence ?? 'closed'
  } catch {
    return 'try-again'
  }
}

function readAll(place: string): Waiting[] {
  try {
    const places = Object.keys(localStorage).filter((key) => key.startsWith(`${place}/`))
    return places.map(readOne).filter((one) => one !== undefined)
  } catch {
    return []
  }
}

function readOne(key: string): Waiting | undefined {
  try {
    return (JSON.parse(localStorage.getItem(key) ?? 'null') as Waiting | null) ?? undefined
  } catch {
    return undefined
  }
}

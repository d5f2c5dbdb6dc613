import type { Response } from '#modules/questions/index.ts'
import { call } from './calling.ts'
import { keep } from './keeping.ts'
import type { Rows } from './rows.ts'

/** Where earlier editions let the answers of an online test wait in the open: `attempt/<attempt>/<question>`. */
const place = /^attempt\/([0-9a-f-]{36})\/([^/]+)$/

/**
 * Brings them into the outbox, once, and takes them out of the open. They are of whoever is signed in: the sign-out of those editions
 * sent them or deleted them.
 */
export async function takeOverOpenAnswers(rows: Rows, title: string): Promise<void> {
  for (const key of keysIn()) {
    const [, attempt = ''] = place.exec(key) ?? []
    const answer = answerIn(localStorage.getItem(key))
    const shown = { what: 'answer', title, path: `/attempts/${attempt}` } as const
    if (answer) await keep(rows, { deed: { to: 'answers', attempt, ...answer }, shown })
    localStorage.removeItem(key)
    call('changed')
  }
}

function keysIn(): string[] {
  try {
    return Object.keys(localStorage).filter((key) => place.test(key))
  } catch {
    return []
  }
}

interface OpenAnswer {
  readonly item: string
  readonly response: Response | null
  readonly sequence: number
}

/** What no server would take is no answer. */
function answerIn(text: string | null): OpenAnswer | undefined {
  try {
    const { item, response, sequence } = JSON.parse(text ?? 'null') as OpenAnswer
    return typeof item === 'string' && response !== undefined && Number.isSafeInteger(sequence) ? { item, response, sequence } : undefined
  } catch {
    return undefined
  }
}

import type { Entry } from './entry.ts'

export interface Summary {
  readonly waiting: number
  readonly sent: number
  readonly refused: number
  /** When the last of those that are still here was sent. */
  readonly lastSent: string | null
}

export function summary(entries: readonly Entry[]): Summary {
  const count = (state: Entry['state']) => entries.filter((entry) => entry.state === state).length
  const moments = entries.flatMap(({ state, sentAt }) => (state === 'sent' && sentAt !== undefined ? [sentAt] : []))
  return { waiting: count('waiting'), sent: count('sent'), refused: count('refused'), lastSent: moments.toSorted().at(-1) ?? null }
}

import type { Entry } from './entry.ts'

export interface Summary {
  readonly waiting: number
  readonly sent: number
  readonly refused: number
  /** Latest receipt among those that are still here. */
  readonly lastSent: string | null
}

export function summary(entries: readonly Entry[]): Summary {
  const count = (state: Entry['state']) => entries.filter((entry) => entry.state === state).length
  const receipts = entries.flatMap(({ state, receipt }) => (state === 'sent' && receipt !== undefined ? [receipt] : []))
  return { waiting: count('waiting'), sent: count('sent'), refused: count('refused'), lastSent: receipts.toSorted().at(-1) ?? null }
}

import type { AttemptRow } from '../attempt-store.ts'
import type { AttemptState } from '../domain/attempt.ts'

/** The row of an attempt as the domain sees it. */
export function stateOf(row: Pick<AttemptRow, 'started_at' | 'due_at' | 'handed_in_at' | 'taken_until'>): AttemptState {
  return { startedAt: row.started_at, dueAt: row.due_at, handedInAt: row.handed_in_at, takenUntil: row.taken_until }
}

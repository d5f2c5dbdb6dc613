import type { App } from '#platform/app.ts'
import { strandedOf } from '../stranded-store.ts'
import type { StrandedReason } from '../tables.ts'

export interface StrandedAttempt {
  readonly attempt: string
  /** Code of its course; null where not even that is known. */
  readonly course: string | null
  readonly test: string | null
  readonly reason: StrandedReason
  readonly notedAt: Date
}

/** Work that came from a person's device and can't be counted here, with the reason. It stays in the record. */
export async function strandedAttempts(app: Pick<App, 'db'>, person: string): Promise<StrandedAttempt[]> {
  return (await strandedOf(app.db, person)).map(({ attempt, course, test, reason, noted_at: notedAt }) => ({ attempt, course, test, reason, notedAt }))
}

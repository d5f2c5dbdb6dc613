import { type Db, reading } from '#platform/db.ts'
import type { NoticesTables } from './tables.ts'

export interface OutboxState {
  /** Letters that are not yet sent and will be tried. */
  readonly waiting: number
  /** Letters that nobody tries any more until somebody looks at them. */
  readonly parked: number
  /** When the letter was written that has waited longest. */
  readonly oldest: Date | null
}

export async function outboxState(db: Db): Promise<OutboxState> {
  const asked = reading<NoticesTables>(db).selectFrom('letter')
  return asked
    .select((eb) => [
      eb.fn.countAll<number>().filterWhere('state', 'in', ['waiting', 'sending']).as('waiting'),
      eb.fn.countAll<number>().filterWhere('state', 'in', ['parked', 'failed']).as('parked'),
      eb.fn.min('made_at').filterWhere('state', 'in', ['waiting', 'sending']).as('oldest'),
    ])
    .executeTakeFirstOrThrow()
}

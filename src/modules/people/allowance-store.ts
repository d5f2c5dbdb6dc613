import { sql } from 'kysely'
import { rawHandle, type Tx, writing } from '#platform/db.ts'
import type { PeopleTables } from './tables.ts'

export interface Count {
  readonly subject: string
  readonly now: Date
  /** The window reaches back to here. */
  readonly since: Date
  readonly most: number
}

/**
 * Counts one more check if fewer than `most` were made since then. Those who ask for the same subject wait for each other, so that
 * no window of that length ever holds more. `first` when there was none.
 */
export async function countWithin(tx: Tx, { subject, now, since, most }: Count): Promise<'first' | 'counted' | 'spent'> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${subject}, 7412))`.execute(rawHandle(tx))
  const db = writing<PeopleTables>(tx)
  const { made } = await db
    .selectFrom('secret_check')
    .select(sql<number>`coalesce(sum(checks), 0)::int`.as('made'))
    .where('subject', '=', subject)
    .where('span', '>', since)
    .executeTakeFirstOrThrow()
  if (made >= most) return 'spent'
  await db
    .insertInto('secret_check')
    .values({ subject, span: now, checks: 1 })
    .onConflict((conflict) => conflict.columns(['subject', 'span']).doUpdateSet({ checks: sql`secret_check.checks + 1` }))
    .execute()
  return made === 0 ? 'first' : 'counted'
}

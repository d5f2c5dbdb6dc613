import { type Db, reading } from '#platform/db.ts'
import type { PeopleTables } from './tables.ts'

/** How many sessions were used since a moment. */
export async function sessionsSince(db: Db, since: Date): Promise<number> {
  const asked = reading<PeopleTables>(db)
    .selectFrom('session')
    .select((eb) => eb.fn.countAll<number>().as('count'))
  return (await asked.where('last_seen_at', '>=', since).executeTakeFirstOrThrow()).count
}

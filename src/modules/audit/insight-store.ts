import { type Db, reading } from '#platform/db.ts'
import type { AuditTables } from './tables.ts'

/** When somebody last gave a reason for looking at this view. */
export async function lastInsight(db: Db, by: string, on: string): Promise<Date | undefined> {
  const row = await reading<AuditTables>(db)
    .selectFrom('audit_entry')
    .select('at')
    .where('deed', '=', 'audit.view-opened')
    .where('outcome', '=', 'done')
    .where('by', '=', by)
    .where('on', '=', on)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.at
}

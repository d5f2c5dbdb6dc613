/** Whoever can write a backup could write herself a right into it: what a backup without a known seal grants is not believed. */
import { sql } from 'kysely'
import { rawHandle, type Tx } from '#platform/db.ts'
import { Refused } from '../faults.ts'

export interface RightsInBackup {
  /** People by role, for roles that may do more than learn. */
  readonly roles: Readonly<Record<string, number>>
  /** Sign-in names of those who could rule the centre. */
  readonly rulers: readonly string[]
  readonly kept: boolean
}

const ordinary = 'learner'
const ruling = ['admin', 'coordinator'] as const

/**
 * Says who has which right, and takes the rights away unless they are to be kept; systems that had credentials need
 * new ones, and nothing is handed on to another record store before somebody has looked.
 */
export async function settleRights(tx: Tx, keep: boolean): Promise<RightsInBackup> {
  const db = rawHandle(tx)
  const counts = await sql<{ role: string; people: number }>`
    select role, count(distinct person)::int as people from role_grant where role <> ${ordinary} group by role order by role`.execute(db)
  const rulers = await sql<{ login: string }>`
    select distinct p.login from person p join role_grant g on g.person = p.id where g.role in (${sql.join([...ruling])}) order by p.login limit 100`.execute(
    db,
  )
  if (!keep) await sql`update record_client set revoked_at = statement_timestamp() where revoked_at is null`.execute(db)
  if (!keep) await sql`update record_forwarding set paused_at = statement_timestamp() where paused_at is null`.execute(db)
  if (!keep) await sql`delete from role_grant where role <> ${ordinary}`.execute(db)
  const left = await sql<{ count: number }>`select count(*)::int as count from role_grant where role <> ${ordinary}`.execute(db)
  if (!keep && left.rows[0]?.count !== 0) throw new Refused({ reason: 'value-refused', at: 'role_grant' })
  return { roles: Object.fromEntries(counts.rows.map(({ role, people }) => [role, people])), rulers: rulers.rows.map(({ login }) => login), kept: keep }
}

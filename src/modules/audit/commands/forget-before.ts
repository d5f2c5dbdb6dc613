import type { App } from '#platform/app.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { Outlived } from '#platform/personal-data.ts'
import { nothing } from '../chain/chain.ts'
import { auditKey } from '../chain/key.ts'
import { lastBefore, lockHead, outlivedUpTo, removeUpTo } from '../store.ts'
import { noteDeed } from './note.ts'
import { sumForeign } from './open-new-chain.ts'
import { signAnchor } from './seal.ts'

/** What the retention rule would remove now. */
export async function outlivedEntries(db: Db, before: Date): Promise<Outlived> {
  const last = await lastBefore(db, before)
  return last ? outlivedUpTo(db, last.number) : { count: 0, oldest: null }
}

/**
 * Removes the oldest entries up to the first that was written on or after a moment. A signed checkpoint stays in their place, from
 * which the rest of the chain is proved as before. Gives how many they were.
 */
export async function forgetAuditBefore(app: App, tx: Tx, before: Date): Promise<number> {
  const head = (await lockHead(tx, { wait: true })) ?? nothing
  const last = await lastBefore(tx, before)
  if (!last) return 0
  const { count } = await outlivedUpTo(tx, last.number)
  const digest = await sumForeign(tx, await auditKey(app), { above: last.number, upTo: head.number })
  await signAnchor(app, tx, { kind: 'checkpoint', reason: 'retention', after: last, lost: last, digest })
  await removeUpTo(tx, last.number)
  await noteDeed(app, tx, { deed: 'audit.old-entries-removed', by: 'program', detail: { count, upTo: last.number } })
  return count
}

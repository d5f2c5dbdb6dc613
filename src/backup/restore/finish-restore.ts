import { sql } from 'kysely'
import { noteDeed, openNewChain } from '#modules/audit/index.ts'
import type { App } from '#platform/app.ts'
import { rawHandle, type Tx } from '#platform/db.ts'
import { setting } from '#platform/settings.ts'
import type { AfterRestore } from './restore-backup.ts'

/** What must be done to restored data before anybody signs in; may run again without harm. */
export type RestoreStep = (app: App) => Promise<unknown>

/**
 * The second half of a restore, by the program that opens the data first: the restore itself, or, when that was killed in between,
 * the next start. Nobody is served before. Without a restore it is one question to the database.
 */
export async function finishRestore(app: App, steps: readonly RestoreStep[]): Promise<boolean> {
  if ((await setting(app.db, 'after-restore')) === undefined) return false
  for (const step of steps) await step(app)
  return app.db.transact(async (tx) => {
    const after = await taken(tx)
    if (!after) return false
    await openNewChain(app, tx, { reason: 'restore' })
    await app.jobs.again(tx, after.jobs)
    const { epochBefore, madeAt, trusted, rightsKept, jobs } = after
    await noteDeed(app, tx, {
      deed: 'backup.restored',
      by: 'terminal',
      detail: { epochBefore, epoch: app.epoch, madeAt, trusted, rightsKept, jobs: jobs.length },
    })
    return true
  })
}

/** Of several processes that start at once, one takes it. */
async function taken(tx: Tx): Promise<AfterRestore | undefined> {
  const found = await sql<{ value: AfterRestore }>`delete from setting where key = 'after-restore' returning value`.execute(rawHandle(tx))
  return found.rows[0]?.value
}

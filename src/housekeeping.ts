/** What the server tidies up by itself, at the start and every hour. */
import { tellEnding } from '#modules/certificates/index.ts'
import { preparePartitions } from '#modules/records/index.ts'
import { keepPrivacy } from '#modules/reports/index.ts'
import type { App } from '#platform/app.ts'
import { contentChanged } from '#platform/content-generation.ts'
import { forgetOutcomes } from '#platform/db.ts'
import { errorFields } from '#platform/log.ts'
import { makeDueBackup } from './backup/make-backup.ts'
import { emptyOldTrash } from './running/storage.ts'

const hour = 3_600_000
const outcomesKeptDays = 60

/** Tidies until stopped; a round that fails is noted, and the next one tries again. */
export function keepHouse(app: App): () => void {
  const round = () => tidy(app).catch((error: unknown) => app.log.error('housekeeping failed', errorFields(error)))
  round()
  const timer = setInterval(round, hour)
  timer.unref()
  return () => clearInterval(timer)
}

export async function tidy(app: App): Promise<void> {
  const now = app.now()
  await preparePartitions(app.db, now)
  await keepPrivacy(app)
  await tellEnding(app)
  // Pages that say what holds today are made anew when the day has turned.
  if (now.getUTCHours() === 0) await app.db.transact(contentChanged)
  await emptyOldTrash(app)
  await app.db.transact((tx) => forgetOutcomes(tx, new Date(now.getTime() - outcomesKeptDays * 24 * hour)))
  await makeDueBackup(app)
}

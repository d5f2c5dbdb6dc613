import type { App } from '#platform/app.ts'
import { tell } from '#platform/facts.ts'
import { advanceSetting, changeSetting, setting } from '#platform/settings.ts'
import { thinHeads } from '../chain/heads-file.ts'
import type { Fault } from '../chain/walk.ts'
import type { AuditFact } from '../facts.ts'
import { verifyAudit } from '../queries/verify.ts'

/** What the last check of the whole log found. */
export interface LastCheck {
  readonly at: string
  readonly sealed: number
  readonly number: number
  readonly head: string
  readonly fault: Fault | null
}

const checkSetting = 'audit-check'
const daySetting = 'audit-day'

export function lastCheck(db: App['db']): Promise<LastCheck | undefined> {
  return setting<LastCheck>(db, checkSetting)
}

/** Checks the whole log, keeps what was found, and gives it. */
export async function checkAudit(app: App): Promise<LastCheck> {
  const { fault = null, sealed, head } = await verifyAudit(app)
  const found: LastCheck = { at: app.now().toISOString(), sealed, number: head.number, head: head.mac, fault }
  if (fault) app.log.error('audit log is not as it was written', { kind: fault.kind, number: fault.number, entry: fault.entry })
  await app.db.transact((tx) => changeSetting(tx, checkSetting, found, app.now()))
  return found
}

/** Once a day: checks the log and tells that the day is over, so that the administrators get its head by mail. False when that was done. */
export async function endAuditDay(app: App): Promise<boolean> {
  const day = app.now().toISOString().slice(0, 10)
  if ((await setting(app.db, daySetting)) === day) return false
  await checkAudit(app)
  await thinHeads(app.config, new Date(app.now().getTime() - keptWhole))
  return app.db.transact(async (tx) => {
    const first = await advanceSetting(tx, daySetting, day, app.now())
    if (first) await tell(app, tx, [{ kind: 'audit.day-ended', body: { day } } satisfies AuditFact])
    return first
  })
}

/** Of heads older than a week the last of each day is enough. */
const keptWhole = 7 * 86_400_000

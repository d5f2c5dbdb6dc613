import type { PersonId } from '#kernel/id.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import type { App } from '#platform/app.ts'
import { insightMinutes, isInsightReason } from '../domain/insight.ts'
import { lastInsight } from '../insight-store.ts'
import { noteDeed } from './note.ts'

/** Opens a view with personal data to somebody who oversees the centre. The entry in the log is what opens it: there is no other trace. */
export function openView(app: App, given: { by: PersonId; view: string; reason: unknown }): Promise<Result<null, 'reason-missing'>> {
  const { by, view, reason } = given
  return app.db.transact(async (tx): Promise<Result<null, 'reason-missing'>> => {
    if (!isInsightReason(reason)) return refuse('reason-missing')
    await noteDeed(app, tx, { deed: 'audit.view-opened', by, on: `view:${view}`, detail: { reason, minutes: insightMinutes } })
    return done(null)
  })
}

/** Whether a view is open to her: she gave a reason for it within the last half hour. */
export async function isViewOpen(app: App, given: { by: PersonId; view: string }): Promise<boolean> {
  const at = await lastInsight(app.db, given.by, `view:${given.view}`)
  return at !== undefined && app.now().getTime() - at.getTime() < insightMinutes * 60_000
}

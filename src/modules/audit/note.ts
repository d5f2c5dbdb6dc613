import type { App } from '#platform/app.ts'
import { type Tx, writing } from '#platform/db.ts'
import type { AuditEntry } from './entry.ts'
import type { AuditTables } from './tables.ts'

/** Writes an entry in the transaction of the act itself, so that neither is there without the other. */
export async function noteDeed(app: App, tx: Tx, entry: AuditEntry): Promise<void> {
  const { deed, by, outcome = 'done', about = null, on = null, detail = {} } = entry
  const row = { id: app.newId(), at: app.now(), deed, outcome, by, about, on, detail: JSON.stringify(detail) as unknown as typeof detail }
  await writing<AuditTables>(tx).insertInto('audit_entry').values(row).execute()
}

/** Writes that somebody was refused: there is no act whose transaction could carry it. */
export function noteRefusal(app: App, entry: Omit<AuditEntry, 'outcome'>): Promise<void> {
  return app.db.transact((tx) => noteDeed(app, tx, { ...entry, outcome: 'refused' }))
}

import type { App } from '#platform/app.ts'
import type { Tx } from '#platform/db.ts'
import { markOf } from '../chain/chain.ts'
import { auditKey } from '../chain/key.ts'
import type { AuditEntry } from '../domain/entry.ts'
import { addEntry } from '../store.ts'

/** Writes an entry in the transaction of the act itself, so that neither is there without the other. */
export async function noteDeed(app: App, tx: Tx, entry: AuditEntry): Promise<void> {
  const { deed, by, outcome = 'done', about = null, on = null, detail = {} } = entry
  const written = { id: app.newId(), at: app.now().getTime() * 1000, deed, outcome, by, about, on, detail }
  await addEntry(tx, written, markOf(await auditKey(app), written))
}

/** Writes that somebody was refused: there is no act whose transaction could carry it. */
export function noteRefusal(app: App, entry: Omit<AuditEntry, 'outcome'>): Promise<void> {
  return app.db.transact((tx) => noteDeed(app, tx, { ...entry, outcome: 'refused' }))
}

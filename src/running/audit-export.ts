/** The audit log as a table to take away. Who takes it away is noted in it. */
import { type AuditFilter, entriesOf, noteDeed, type WrittenEntry } from '#modules/audit/index.ts'
import type { SignedIn } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { writeCsv } from '#platform/csv.ts'

const columns = ['at', 'deed', 'outcome', 'by', 'about', 'on', 'detail', 'id'] as const
export const exportedAtMost = 50_000

/** The entries that fit, newest first, with ids instead of names: what leaves the house names nobody. */
export async function exportAudit(app: App, { actor, filter }: { actor: SignedIn; filter: AuditFilter }): Promise<string> {
  const entries = await entriesOf(app.db, filter, { most: exportedAtMost })
  await app.db.transact((tx) => noteDeed(app, tx, { deed: 'audit.log-exported', by: actor.id, detail: { count: entries.length } }))
  return writeCsv(
    columns.map((name) => ({ name })),
    entries.map(rowOf),
  )
}

function rowOf({ id, at, deed, outcome, by, about, on, detail }: WrittenEntry): Record<(typeof columns)[number], string> {
  return { at: new Date(at / 1000).toISOString(), deed, outcome, by, about: about ?? '', on: on ?? '', detail: JSON.stringify(detail), id }
}

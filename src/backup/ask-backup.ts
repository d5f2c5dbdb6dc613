import type { PersonId } from '#kernel/id.ts'
import { noteDeed } from '#modules/audit/index.ts'
import type { App } from '#platform/app.ts'
import { tell } from '#platform/facts.ts'
import type { BackupFact } from './facts.ts'

/** Asks for a backup now; a job makes it. */
export async function askBackup(app: App, by: PersonId): Promise<void> {
  const asked: BackupFact = { kind: 'backup.asked', body: { by } }
  await app.db.transact(async (tx) => {
    await tell(app, tx, [asked])
    await noteDeed(app, tx, { deed: 'backup.asked', by })
  })
}

/** A copy of everything leaves the house: noted before the first byte. */
export async function noteDownload(app: App, by: PersonId, file: string): Promise<void> {
  await app.db.transact((tx) => noteDeed(app, tx, { deed: 'backup.downloaded', by, on: `backup:${file}` }))
}

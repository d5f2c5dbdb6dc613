import { isUuid, type PersonId } from '#kernel/id.ts'
import type { Reaction } from '#platform/facts.ts'
import { makeBackupInto } from './make-backup.ts'

/** Makes the backup that somebody asked for on the page; two that ask at once get one. */
const makeAsked: Reaction = {
  name: 'backup.make',
  hears: 'backup.asked',
  slow: true,
  async react(app, body) {
    const { folder, keep, passphrase } = app.config.backups
    const by = String(body.by)
    if (folder === undefined || !isUuid(by)) return
    const made = await makeBackupInto(app, { folder, keep, passphrase, by: by as PersonId })
    if (!made.ok) app.log.error('backup failed', { reason: made.refusal.reason })
  },
}

export const reactions: readonly Reaction[] = [makeAsked]

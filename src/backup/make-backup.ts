import { readFileSync } from 'node:fs'
import { mkdir, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { type Result, refuse } from '#kernel/result.ts'
import { type Doer, noteDeed } from '#modules/audit/index.ts'
import type { App } from '#platform/app.ts'
import { namedKey } from '#platform/keys.ts'
import { nextReceipt } from '#platform/receipts.ts'
import { openBackup } from './read-backup.ts'
import { outlived, parseKeep } from './retention.ts'
import { backupName, backupStatus, backupsIn, noteBackup, shownProgress } from './status.ts'
import { type Backup, type BackupRefusal, type BackupRequest, writeBackup } from './write-backup.ts'

const manifest: { version: string } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'))

/** The version of this program, as backups name it. */
export const programVersion = manifest.version

export interface BackupWish extends Pick<BackupRequest, 'file' | 'passphrase' | 'withKeys' | 'progress'> {
  readonly by: Doer
  /** Hears of the file before it is read back. */
  readonly wrote?: () => Promise<unknown>
}

/** Makes a backup, and leaves word of it: for the health page, and in the audit log. */
export async function makeBackup(app: App, { by, ...wish }: BackupWish): Promise<Result<Backup, BackupRefusal>> {
  const now = app.now()
  const shown = shownProgress(app)
  const told: BackupRequest['progress'] = (step) => {
    shown.progress(step)
    wish.progress?.(step)
  }
  // Before the snapshot: what is still under way then gets a greater one when it is done.
  const safeBelow = await nextReceipt(app.db)
  const made = await writeAndReadBack(app, { now, ...wish, progress: told }).finally(() => shown.over())
  const outcome = made.ok ? ({ ok: true, bytes: made.value.bytes, verified: true, safeBelow } as const) : ({ ok: false, reason: made.refusal.reason } as const)
  await noteBackup(app.db, { at: now.toISOString(), file: wish.file, ...outcome }, now)
  if (made.ok) await noted(app, by, made.value, wish)
  return made
}

/** A backup that does not read back as it was sealed, byte for byte, is none. What devices keep is let go on the word of this. */
async function writeAndReadBack(
  app: App,
  { wrote, ...wish }: Omit<BackupRequest, 'db' | 'config' | 'program'> & Pick<BackupWish, 'wrote'>,
): Promise<Result<Backup, BackupRefusal>> {
  const made = await writeBackup({ db: app.db, config: app.config, program: programVersion, ...wish })
  if (!made.ok) return made
  await wrote?.()
  const { file, passphrase } = wish
  const read = await openBackup({ file, passphrase, key: await namedKey(app.config, 'backup') })
  if (read.ok) await read.value.close()
  if (read.ok && read.value.trusted) return made
  await unlink(file).catch(() => undefined)
  return refuse({ reason: 'backupUnreadable', file })
}

async function noted(app: App, by: Doer, { bytes, rows, files }: Backup, { passphrase, withKeys }: Omit<BackupWish, 'by'>): Promise<void> {
  const detail = { bytes, rows, files, encrypted: passphrase !== undefined, withKeys: withKeys === true }
  await app.db.transact((tx) => noteDeed(app, tx, { deed: 'backup.made', by, detail }))
}

export interface IntoFolder extends Pick<BackupWish, 'by' | 'passphrase' | 'withKeys' | 'progress'> {
  readonly folder: string
  /** `7d4w12m`; without it all stay. */
  readonly keep?: string | undefined
}

/** Makes a backup with a name of its own and takes out those that are outlived, but only after it succeeded. */
export async function makeBackupInto(app: App, { folder, keep, ...wish }: IntoFolder): Promise<Result<Backup, BackupRefusal>> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const made = await makeBackup(app, { ...wish, file: join(folder, backupName(app.now(), wish.passphrase !== undefined)) })
  const rule = keep === undefined ? undefined : parseKeep(keep)
  if (made.ok && rule) for (const { name } of outlived(await backupsIn(folder), rule)) await unlink(join(folder, name))
  return made
}

/** The next round of the house comes within the hour, and a backup should not wander through the day. */
const nearlyADay = 23.5 * 3_600_000
const retryAfter = 3 * 3_600_000

/** The daily backup of a server that was told where to lay it. */
export async function makeDueBackup(app: App): Promise<void> {
  const { folder, keep, passphrase } = app.config.backups
  if (folder === undefined) return
  const { last } = await backupStatus(app.db)
  const age = last ? app.now().getTime() - Date.parse(last.at) : Number.POSITIVE_INFINITY
  if (age < (last?.ok ? nearlyADay : retryAfter)) return
  const made = await makeBackupInto(app, { folder, keep, passphrase, by: 'program' })
  if (made.ok) app.log.info('backup made', { bytes: made.value.bytes, milliseconds: made.value.milliseconds })
  else app.log.error('backup failed', { reason: made.refusal.reason })
}

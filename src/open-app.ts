/** Puts the App together on a database that answers: the one place where its parts meet. */
import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { uuidv7 } from '#kernel/id.ts'
import { preparePartitions } from '#modules/records/index.ts'
import { applyTombstones } from '#modules/reports/index.ts'
import type { App } from '#platform/app.ts'
import { openBlobs } from '#platform/blobs.ts'
import type { Config } from '#platform/config.ts'
import type { Database } from '#platform/db.ts'
import { createEpubMaker } from '#platform/epub/index.ts'
import { openJobs } from '#platform/jobs.ts'
import type { Log } from '#platform/log.ts'
import { openMailer } from '#platform/mail.ts'
import { createMemo } from '#platform/memo.ts'
import { createPdfMaker } from '#platform/pdf/index.ts'
import { openPublicContent } from '#platform/public-content.ts'
import { lastingSetting } from '#platform/settings.ts'
import { createPictureMaker } from '#platform/uploads/index.ts'
import { finishRestore } from './backup/restore/finish-restore.ts'
import { allPersonalData } from './personal-data.ts'
import { allReactions } from './reactions.ts'

export const programFolder = join(import.meta.dirname, '..')

/** A worker that sets type holds some 200 MB: it is there while there is work, and a quarter of a second late after a rest. */
const onDemand = { size: 1, idleMs: 60_000, warm: 0 }

export interface OpenedApp extends App {
  /** Stops jobs and workers and closes the database; what was acknowledged stays. */
  close(): Promise<void>
}

/** The database must be migrated. */
export async function openApp(config: Config, db: Database, log: Log): Promise<OpenedApp> {
  const now = () => new Date()
  const jobs = await openJobs(db, allReactions)
  const pdf = createPdfMaker({ root: programFolder, limits: onDemand })
  const epub = createEpubMaker({ root: programFolder, limits: onDemand })
  const pictures = createPictureMaker({ root: programFolder })
  await preparePartitions(db, now())
  const activityBase = await lastingSetting(db, 'activity-base', () => config.publicUrl.origin)
  const epoch = await lastingSetting(db, 'epoch', randomUUID)
  const mail = openMailer({
    ...(config.smtpUrl && { smtpUrl: config.smtpUrl }),
    from: config.mailFrom,
    folder: join(config.dataFolder, 'mail'),
    host: config.publicUrl.hostname,
  })
  const app: OpenedApp = {
    db,
    now,
    newId: () => uuidv7(Date.now(), randomBytes(10)),
    random: (bytes) => randomBytes(bytes),
    config,
    programFolder,
    activityBase,
    epoch,
    log,
    blobs: openBlobs(join(config.dataFolder, 'blobs')),
    jobs,
    mail,
    pdf,
    epub,
    pictures,
    content: openPublicContent(db),
    personalData: allPersonalData,
    memo: createMemo(500),
    async close() {
      await jobs.stop()
      await Promise.all([pdf.close(), epub.close(), pictures.close()])
      await db.close()
    },
  }
  // What was restored is not served before whoever was erased is out of it again.
  await finishRestore(app, [applyTombstones])
  return app
}

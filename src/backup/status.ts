/** What pages and watchers are told of backups. */
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { App } from '#platform/app.ts'
import type { Database, Db } from '#platform/db.ts'
import { changeSetting, setting } from '#platform/settings.ts'
import type { Progress, Step } from './progress.ts'

export interface LastBackup {
  readonly at: string
  readonly file: string
  readonly ok: boolean
  /** Why it was not made. */
  readonly reason?: string
  readonly bytes?: number
  /** It was read back and is what was written. */
  readonly verified?: boolean
  /** Whatever was stored before a receipt below this one was given is in it. */
  readonly safeBelow?: number
}

/** The last one that was tried, and the last one that succeeded. */
export interface BackupStatus {
  readonly last?: LastBackup
  readonly lastGood?: LastBackup
}

type Kept = LastBackup & { readonly lastGood?: LastBackup }

export async function backupStatus(db: Db): Promise<BackupStatus> {
  const { lastGood, ...last } = (await setting<Kept>(db, 'last-backup')) ?? {}
  return { ...('at' in last && { last: last as LastBackup }), ...(lastGood && { lastGood }) }
}

/** What has a receipt below this one is in a backup that was read back; null when there is none. */
export async function safeBelow(db: Db): Promise<number | null> {
  const { lastGood } = await backupStatus(db)
  return (lastGood?.verified && lastGood.safeBelow) || null
}

export async function noteBackup(db: Database, last: LastBackup, now: Date): Promise<void> {
  await db.transact(async (tx) => {
    const lastGood = last.ok ? last : (await backupStatus(tx)).lastGood
    await changeSetting(tx, 'last-backup', { ...last, ...(lastGood && { lastGood }) } satisfies Kept, now)
  })
}

export interface RunningBackup extends Step {
  readonly at: string
}

/** Undefined when none is under way, or when it has not been heard of for a while. */
export async function runningBackup(db: Db, now: Date): Promise<RunningBackup | undefined> {
  const running = await setting<RunningBackup | null>(db, 'backup-progress')
  return running && now.getTime() - Date.parse(running.at) < silence ? running : undefined
}

const silence = 2 * 60_000
const often = 1000

/** Writes the progress down for others to see, now and then, and never in the way of the work. */
export function shownProgress(app: App): { readonly progress: Progress; over(): Promise<void> } {
  let last = 0
  let writing: Promise<unknown> = Promise.resolve()
  const write = (value: RunningBackup | null) => {
    writing = writing.then(() => app.db.transact((tx) => changeSetting(tx, 'backup-progress', value, app.now()))).catch(() => undefined)
  }
  return {
    progress(step) {
      if (Date.now() - last < often) return
      last = Date.now()
      write({ ...step, at: app.now().toISOString() })
    },
    async over() {
      write(null)
      await writing
    },
  }
}

export interface BackupFile {
  readonly name: string
  readonly at: Date
  readonly bytes: number
  readonly encrypted: boolean
}

const named = /^putokaz-(\d{4}-\d{2}-\d{2})T(\d{2})(\d{2})(\d{2})Z\.(zip|putokaz)$/

/** The backups of a folder that the program itself named, the newest first. */
export async function backupsIn(folder: string): Promise<BackupFile[]> {
  const names = await readdir(folder).catch(() => [])
  const found = names.map((name) => named.exec(name)).filter((match) => match !== null)
  const files = found.map(async ([name, day, hour, minute, second, ending]) => {
    const file = await stat(join(folder, name)).catch(() => undefined)
    return file?.isFile() ? [{ name, at: new Date(`${day}T${hour}:${minute}:${second}Z`), bytes: file.size, encrypted: ending === 'putokaz' }] : []
  })
  return (await Promise.all(files)).flat().sort((a, b) => b.at.getTime() - a.at.getTime())
}

export function backupName(now: Date, encrypted: boolean): string {
  return `putokaz-${now.toISOString().slice(0, 19).replaceAll(':', '')}Z.${encrypted ? 'putokaz' : 'zip'}`
}

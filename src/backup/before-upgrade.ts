/** The backup that is made by itself before a new version changes the database of an old one. */
import { mkdir, readdir, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { done, type Result } from '#kernel/result.ts'
import type { Config } from '#platform/config.ts'
import type { Database } from '#platform/db.ts'
import { type ModuleMigrations, migrationsRun } from '#platform/migrate.ts'
import { programVersion } from './make-backup.ts'
import { type Backup, type BackupRefusal, writeBackup } from './write-backup.ts'

const mostKept = 3
const named = /^before-.+\.zip$/

export interface Upgrade {
  readonly db: Database
  readonly config: Pick<Config, 'dataFolder' | 'keysFolder' | 'backups'>
  readonly migrations: readonly ModuleMigrations[]
  readonly now: Date
  /** Said once it is known that there is something to wait for. */
  readonly said: (folder: string) => void
}

/** Nothing to do on a new database, on one of this version, of a newer one, or where the administrator wants none. */
export async function backupBeforeUpgrade({ db, config, migrations, now, said }: Upgrade): Promise<Result<Backup | undefined, BackupRefusal>> {
  if (!config.backups.beforeUpgrade || !(await willChange(db, migrations))) return done(undefined)
  const folder = join(config.dataFolder, 'backups')
  said(folder)
  // Where no folder can be made, writing says so.
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch(() => undefined)
  const file = join(folder, `before-${programVersion}-${now.toISOString().replaceAll(/[:.]/g, '')}.zip`)
  const made = await writeBackup({ db, config, program: programVersion, file, now, wait: true })
  if (made.ok) await dropOldest(folder)
  return made
}

async function willChange(db: Database, migrations: readonly ModuleMigrations[]): Promise<boolean> {
  const ran = new Set(await migrationsRun(db))
  const known = migrations.flatMap((one) => one.migrations.map(({ name }) => `${one.module}/${name}`))
  const newer = [...ran].some((key) => !known.includes(key))
  return ran.size > 0 && !newer && known.some((key) => !ran.has(key))
}

async function dropOldest(folder: string): Promise<void> {
  // The moment stands in the name, behind a version that may be any: the newest by the end of their names stay.
  const stamp = (name: string) => name.slice(-'2026-11-23T090000000Z.zip'.length)
  const files = (await readdir(folder)).filter((name) => named.test(name)).sort((a, b) => (stamp(a) < stamp(b) ? 1 : -1))
  for (const name of files.slice(mostKept)) await unlink(join(folder, name))
}

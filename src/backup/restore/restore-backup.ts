/** `putokaz restore`: a backup into an empty place, whole or not at all. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { done, type Result, refuse } from '#kernel/result.ts'
import { preparePartition } from '#modules/records/index.ts'
import type { Config } from '#platform/config.ts'
import { type Database, rawHandle, type Tx } from '#platform/db.ts'
import { type ModuleMigrations, migrateWithin } from '#platform/migrate.ts'
import { changeSetting } from '#platform/settings.ts'
import { allTables } from '../catalogue.ts'
import { faultOf, Refused, type RestoreFault } from '../faults.ts'
import { jobsEntry, type Manifest } from '../format.ts'
import { settingsOfTheMachine } from '../left-out.ts'
import type { Progress } from '../progress.ts'
import { foreseen, type OpenBackup, openBackup, verifyContent } from '../read-backup.ts'
import { type RestoredJob, readJobs } from '../restored-jobs.ts'
import { linesOf } from '../rows.ts'
import { loadTables } from './load-tables.ts'
import { demandRoom, dropAside, layAside, restoreKeys, takeIn } from './restore-files.ts'
import { type RightsInBackup, settleRights } from './rights.ts'

export interface RestoreRequest {
  readonly db: Database
  readonly config: Pick<Config, 'dataFolder' | 'keysFolder'>
  readonly migrations: readonly ModuleMigrations[]
  readonly file: string
  readonly passphrase?: string | undefined
  /** The key that this centre seals with, when it has one. */
  readonly key?: Uint8Array | undefined
  /** Takes a backup whose seal this centre can't check. */
  readonly trust?: boolean | undefined
  /** Keeps the rights that such a backup grants. */
  readonly admins?: boolean | undefined
  readonly now: Date
  readonly newEpoch: string
  readonly progress?: Progress | undefined
}

export interface Restored {
  readonly tables: number
  readonly rows: number
  readonly files: number
  readonly keys: number
  readonly jobs: number
  readonly migrated: readonly string[]
  readonly madeAt: string
  readonly trusted: boolean
  readonly rights: RightsInBackup
  readonly epoch: string
  readonly milliseconds: number
}

/** What the program does with the restored data when it first opens them; see finish-restore.ts. */
export interface AfterRestore {
  readonly epochBefore: string | null
  readonly madeAt: string
  readonly trusted: boolean
  readonly rightsKept: boolean
  readonly jobs: readonly RestoredJob[]
}

/** The key of this centre, if it has one; restoring makes none. */
export function ownKey({ keysFolder }: Pick<Config, 'keysFolder'>): Promise<Buffer | undefined> {
  return readFile(join(keysFolder, 'backup')).catch(() => undefined)
}

export async function restoreBackup(request: RestoreRequest): Promise<Result<Restored, RestoreFault>> {
  const began = performance.now()
  const { file, passphrase, key, config } = request
  const opened = await openBackup({ file, passphrase, key })
  if (!opened.ok) return opened
  const backup = opened.value
  try {
    return await foreseen<Restored>(async () => {
      const checked = await check(request, backup)
      if (!checked.ok) return checked as Result<never, never>
      const restored = await restore(request, backup)
      return done({ ...restored, milliseconds: Math.round(performance.now() - began) })
    })
  } catch (error) {
    const fault = faultOf(error, file)
    if (!fault) throw error
    return refuse(fault)
  } finally {
    await dropAside(config)
    await backup.close()
  }
}

async function check(request: RestoreRequest, backup: OpenBackup): Promise<Result<OpenBackup, RestoreFault>> {
  if (!backup.trusted && request.trust !== true) return refuse({ reason: 'not-trusted', at: request.file })
  if ((await allTables(request.db)).length > 0) return refuse({ reason: 'target-not-empty' })
  const known = new Set(request.migrations.flatMap(({ module, migrations }) => migrations.map(({ name }) => `${module}/${name}`)))
  const newer = backup.manifest.migrations.find((key) => !known.has(key))
  if (newer !== undefined) return refuse({ reason: 'migrations-newer', at: 'manifest.json', rule: newer })
  return verifyContent(backup, request.progress)
}

async function restore(request: RestoreRequest, backup: OpenBackup): Promise<Omit<Restored, 'milliseconds'>> {
  const { config, progress, db } = request
  const { manifest } = backup
  await demandRoom(config, manifest)
  await layAside(backup, config, progress)
  const jobs = await readJobs(linesOf(backup.read(jobsEntry)), manifest.jobs.rows)
  const keys = await restoreKeys(backup, config)
  const told = await db.transact(async (tx) => {
    const filled = await fillDatabase(tx, { request, backup, jobs })
    // Files may be there without rows that name them, never the other way round.
    await takeIn(config)
    return filled
  })
  const { tables, files, madeAt } = manifest
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  return { ...told, tables: tables.length, rows, files: files.length, keys, jobs: jobs.length, madeAt, trusted: backup.trusted, epoch: request.newEpoch }
}

interface Filling {
  readonly request: RestoreRequest
  readonly backup: OpenBackup
  readonly jobs: readonly RestoredJob[]
}

/** Tables as they were, rows as they were, then whatever came since: one transaction. */
async function fillDatabase(tx: Tx, { request, backup, jobs }: Filling): Promise<{ migrated: string[]; rights: RightsInBackup }> {
  const { manifest } = backup
  await demandEmpty(tx)
  await makeTables(tx, request.migrations, manifest)
  await loadTables(tx, backup, request.progress)
  const migrated = await migrateOrRefuse(tx, request.migrations)
  const rightsKept = backup.trusted || request.admins === true
  const rights = await settleRights(tx, rightsKept)
  await sql`delete from setting where key in (${sql.join([...settingsOfTheMachine])})`.execute(rawHandle(tx))
  await changeSetting(tx, 'epoch', request.newEpoch, request.now)
  const after: AfterRestore = { epochBefore: manifest.epoch, madeAt: manifest.madeAt, trusted: backup.trusted, rightsKept, jobs }
  await changeSetting(tx, 'after-restore', after, request.now)
  return { migrated, rights }
}

/** The tables as the version had them that made the backup; no version ever had what does not fit together. */
async function makeTables(tx: Tx, migrations: readonly ModuleMigrations[], manifest: Manifest): Promise<void> {
  const ran = new Set(manifest.migrations)
  for (const one of migrations) {
    const flags = one.migrations.map(({ name }) => ran.has(`${one.module}/${name}`))
    if (flags.lastIndexOf(true) > flags.indexOf(false) && flags.includes(false)) throw oddMigrations()
  }
  try {
    await migrateOrRefuse(tx, migrations, ran)
    for (const month of manifest.months) await preparePartition(tx, new Date(`${month}-01T00:00:00Z`))
  } catch (error) {
    // Class 42: something refers to a table or column that is not there.
    throw /^42...$/.test(String((error as { code?: unknown }).code)) ? oddMigrations() : error
  }
}

const oddMigrations = () => new Refused({ reason: 'migrations-odd', at: 'manifest.json' })

/** Again, now that nobody else can begin: migrations take the same lock. */
async function demandEmpty(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(7411)`.execute(rawHandle(tx))
  if ((await allTables(tx)).length > 0) throw new Refused({ reason: 'target-not-empty' })
}

async function migrateOrRefuse(tx: Tx, modules: readonly ModuleMigrations[], only?: ReadonlySet<string>): Promise<string[]> {
  const ran = await migrateWithin(tx, modules, only)
  if (!ran.ok) throw new Refused({ reason: 'migrations-newer', at: 'manifest.json' })
  return ran.value
}

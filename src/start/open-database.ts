import { join } from 'node:path'
import { done, type Result, refuse } from '#kernel/result.ts'
import type { Config } from '#platform/config.ts'
import { type Database, openDatabase } from '#platform/db.ts'
import { errorFields, type Log } from '#platform/log.ts'
import { migrate } from '#platform/migrate.ts'
import { checkDatabase, type DatabaseEnd, type PostgresStep, runningPostgres, type StartRefusal, startPrivatePostgres } from '#platform/postgres/index.ts'
import { backupBeforeUpgrade } from '../backup/before-upgrade.ts'
import { allMigrations } from '../migrations.ts'

export interface OpenedDatabase {
  readonly db: Database
  /** Names of the migrations that ran now; all of them on a first start. */
  readonly migrated: readonly string[]
  /** Resolves when a database of ours ended by itself. */
  readonly ended?: Promise<DatabaseEnd>
  /** Closes our end, and stops the server if it is ours. */
  stop(): Promise<void>
}

export type OpenRefusal =
  | StartRefusal
  | { readonly reason: 'dataNewer' }
  | { readonly reason: 'noBackupBeforeUpgrade'; readonly folder: string; readonly cause: string }

export interface Reach {
  readonly connection: { connectionString: string } | { host: string; port: number; user: string; database: string }
  readonly ended?: Promise<DatabaseEnd>
  stop(): Promise<void>
}

export interface Opening {
  readonly log: Log
  readonly progress: (step: PostgresStep) => void
  /** A command at the terminal joins the private database of a running server; a server never does, for it must own its database. */
  readonly join: boolean
  /** Hears where the backup goes that is made before an upgrade. */
  readonly upgrading?: (folder: string) => void
}

/** Reaches the database, private or external, and brings it to this program's version. */
export async function openMigratedDatabase(config: Config, opening: Opening): Promise<Result<OpenedDatabase, OpenRefusal>> {
  const { log } = opening
  const reach = await reachDatabase(config, opening)
  if (!reach.ok) return reach
  const { connection, ended, stop } = reach.value
  const db = openDatabase({
    connection,
    keepsPlans: !('connectionString' in connection),
    onIdleError: (error) => log.warn('idle connection lost', errorFields(error)),
  })
  const migrated = await upgraded(config, db, opening)
  if (!migrated.ok) {
    await db.close()
    await stop()
    return migrated
  }
  return done({ db, migrated: migrated.value, ...(ended && { ended }), stop })
}

async function upgraded(config: Config, db: Database, { upgrading }: Opening): Promise<Result<string[], OpenRefusal>> {
  const folder = join(config.dataFolder, 'backups')
  const backup = await backupBeforeUpgrade({ db, config, migrations: allMigrations, now: new Date(), said: () => upgrading?.(folder) })
  if (!backup.ok) return refuse({ reason: 'noBackupBeforeUpgrade', folder, cause: backup.refusal.reason })
  const migrated = await migrate(db, allMigrations)
  return migrated.ok ? migrated : refuse({ reason: 'dataNewer' })
}

/** The database as it is, nothing changed: for whoever must not migrate it. */
export async function reachDatabase(config: Config, { log, progress, join: joining }: Opening): Promise<Result<Reach, StartRefusal>> {
  if (config.databaseUrl !== undefined) {
    const checked = await checkDatabase(config.databaseUrl)
    return checked.ok ? done({ connection: { connectionString: config.databaseUrl }, stop: async () => {} }) : checked
  }
  const running = joining ? await runningPostgres(config.dataFolder) : undefined
  if (running) return done({ connection: running, stop: async () => {} })
  const started = await startPrivatePostgres({ dataFolder: config.dataFolder, progress, log: (line) => log.info('postgres', { line }) })
  return started
}

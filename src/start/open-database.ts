import { done, type Result, refuse } from '#kernel/result.ts'
import type { Config } from '#platform/config.ts'
import { type Database, openDatabase } from '#platform/db.ts'
import { errorFields, type Log } from '#platform/log.ts'
import { migrate } from '#platform/migrate.ts'
import { checkDatabase, type DatabaseEnd, type PostgresStep, runningPostgres, type StartRefusal, startPrivatePostgres } from '#platform/postgres/index.ts'
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

export type OpenRefusal = StartRefusal | { readonly reason: 'dataNewer' }

interface Reach {
  readonly connection: { connectionString: string } | { host: string; port: number; user: string; database: string }
  readonly ended?: Promise<DatabaseEnd>
  stop(): Promise<void>
}

export interface Opening {
  readonly log: Log
  readonly progress: (step: PostgresStep) => void
  /** A command at the terminal joins the private database of a running server; a server never does, for it must own its database. */
  readonly join: boolean
}

/** Reaches the database, private or external, and brings it to this program's version. */
export async function openMigratedDatabase(config: Config, opening: Opening): Promise<Result<OpenedDatabase, OpenRefusal>> {
  const { log } = opening
  const reach = await reachDatabase(config, opening)
  if (!reach.ok) return reach
  const { connection, ended, stop } = reach.value
  const db = openDatabase({ connection, onIdleError: (error) => log.warn('idle connection lost', errorFields(error)) })
  const migrated = await migrate(db, allMigrations)
  if (!migrated.ok) {
    await db.close()
    await stop()
    return refuse({ reason: 'dataNewer' })
  }
  return done({ db, migrated: migrated.value, ...(ended && { ended }), stop })
}

async function reachDatabase(config: Config, { log, progress, join }: Opening): Promise<Result<Reach, StartRefusal>> {
  if (config.databaseUrl !== undefined) {
    const checked = await checkDatabase(config.databaseUrl)
    return checked.ok ? done({ connection: { connectionString: config.databaseUrl }, stop: async () => {} }) : checked
  }
  const running = join ? await runningPostgres(config.dataFolder) : undefined
  if (running) return done({ connection: running, stop: async () => {} })
  const started = await startPrivatePostgres({ dataFolder: config.dataFolder, progress, log: (line) => log.info('postgres', { line }) })
  return started
}

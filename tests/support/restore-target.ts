/** An empty database and an empty data folder, as a machine has them on which a centre is restored. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { inject } from 'vitest'
import { type Config, readConfig } from '#platform/config.ts'
import { type Database, openDatabase, rawHandle } from '#platform/db.ts'
import { createLog } from '#platform/log.ts'
import { createDatabase } from '#platform/postgres/index.ts'
import { allTables } from '../../src/backup/catalogue.ts'
import { leftOutTables } from '../../src/backup/left-out.ts'
import { type OpenedApp, openApp } from '../../src/open-app.ts'

export interface RestoreTarget {
  readonly db: Database
  readonly config: Config
  /** Opens the restored centre, as the command does; what was to be finished is finished then. */
  open(): Promise<OpenedApp>
  close(): Promise<void>
}

export async function restoreTarget(): Promise<RestoreTarget> {
  const server = inject('postgres')
  const database = `r_${randomBytes(6).toString('hex')}`
  await createDatabase(server, database)
  const dataFolder = await mkdtemp(join(tmpdir(), 'putokaz-restored-'))
  const config = readConfig({ PUTOKAZ_DATA: dataFolder, PORT: '3999' })
  if (!config.ok) throw new Error(config.refusal.variable)
  const db = openDatabase({ connection: { ...server, database }, max: 4 })
  return {
    db,
    config: config.value,
    open: () => openApp(config.value, db, createLog(join(dataFolder, 'log'))),
    async close() {
      await db.close().catch(() => undefined)
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

/** One value for each table that a backup keeps: the same for the same rows. */
export async function tracesOf(db: Database): Promise<Record<string, string>> {
  const traces: [string, string][] = []
  for (const { name } of await allTables(db)) {
    if (name in leftOutTables) continue
    const found = await sql<{ trace: string }>`
      select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as trace from ${sql.table(name)} t`.execute(rawHandle(db))
    traces.push([name, found.rows[0]?.trace ?? ''])
  }
  return Object.fromEntries(traces)
}

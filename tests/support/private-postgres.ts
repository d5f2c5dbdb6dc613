/** One private PostgreSQL for the run, with a migrated template that each test file copies. */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '#platform/db.ts'
import { openJobs } from '#platform/jobs.ts'
import { migrate } from '#platform/migrate.ts'
import { type Connection, createDatabase, startPrivatePostgres } from '#platform/postgres/index.ts'
import { allMigrations } from '../../src/migrations.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgres: Connection
  }
}

export const templateDatabase = 'putokaz_template'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'putokaz-tests-'))
  // As root the database runs as another user, who must be able to pass through.
  await chmod(dataFolder, 0o755)
  const started = await startPrivatePostgres({ dataFolder })
  if (!started.ok) throw new Error(`the test database did not start: ${JSON.stringify(started.refusal)}`)
  const { connection, stop } = started.value
  await createDatabase(connection, templateDatabase)
  const db = openDatabase({ connection: { ...connection, database: templateDatabase } })
  const migrated = await migrate(db, allMigrations)
  if (!migrated.ok) throw new Error(migrated.refusal)
  const jobs = await openJobs(db, [])
  await jobs.stop()
  await db.close()
  project.provide('postgres', connection)
  return async () => {
    await stop()
    await rm(dataFolder, { recursive: true, force: true })
  }
}

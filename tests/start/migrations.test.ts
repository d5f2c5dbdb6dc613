/** An upgrade that is killed leaves the old database or the new one, never half. */
import { join } from 'node:path'
import pg from 'pg'
import { expect, test } from 'vitest'
import { allMigrations } from '../../src/migrations.ts'
import { createDatabase } from '../../src/platform/postgres/index.ts'
import { whole } from '../security/extent.ts'
import { type Kept, keepPostgres, run, temporaryFolder } from './support/programs.ts'

const program = join(import.meta.dirname, 'support/migrate-until.ts')
const all = allMigrations.flatMap(({ migrations }) => migrations).length

type Connection = Kept['connection']

function migrateIn(connection: Connection, which: 'first' | 'all', number?: number) {
  return run({ command: process.execPath, args: [program, JSON.stringify(connection), which, ...(number === undefined ? [] : [String(number)])] })
}

async function ask<T extends pg.QueryResultRow>(connection: Connection, text: string): Promise<T[]> {
  const client = new pg.Client({ ...connection })
  await client.connect()
  return client
    .query<T>(text)
    .then(({ rows }) => rows)
    .finally(() => client.end())
}

/** Every column, index and constraint, and what ran. */
async function shapeOf(connection: Connection): Promise<string> {
  // A killed migration holds its locks until its server process has noticed.
  for (;;) {
    const [others] = await ask<{ count: number }>(
      connection,
      `select count(*)::int as count from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    )
    if (others?.count === 0) break
  }
  const parts = [
    `select table_name || '.' || column_name || ' ' || data_type as part from information_schema.columns where table_schema = 'public'`,
    `select indexdef as part from pg_indexes where schemaname = 'public'`,
    `select conrelid::regclass || ' ' || pg_get_constraintdef(oid) as part from pg_constraint where connamespace = 'public'::regnamespace`,
    ...((await ask(connection, `select from pg_tables where tablename = 'migration'`)).length > 0
      ? [`select module || '/' || name as part from migration`]
      : []),
  ]
  const found = await Promise.all(parts.map((text) => ask<{ part: string }>(connection, text)))
  return found
    .flat()
    .map(({ part }) => part)
    .sort()
    .join('\n')
}

test('killed at each statement it sends, an upgrade leaves the database as it was', async () => {
  const { now } = await keepPostgres(temporaryFolder())
  const server = now.connection
  await createDatabase(server, 'old')
  const old = { ...server, database: 'old' }
  await migrateIn(old, 'first').ended
  await createDatabase(server, 'trial', 'old')
  const trial = { ...server, database: 'trial' }
  const before = await shapeOf(old)
  await createDatabase(server, 'whole', 'old')
  const unhurt = migrateIn({ ...server, database: 'whole' }, 'all')
  await unhurt.ended
  const [told] = unhurt.said<{ sent: number; migrated: number }>()
  const after = await shapeOf({ ...server, database: 'whole' })
  const statements = told?.sent ?? 0
  expect(told?.migrated).toBe(all - allMigrations.filter(({ migrations }) => migrations.length > 0).length)
  expect(statements).toBeGreaterThan(40)
  const step = whole ? 1 : Math.ceil(statements / 12)
  for (let number = 1; number <= statements; number += step) {
    const killed = migrateIn(trial, 'all', number)
    expect([number, await killed.ended]).toEqual([number, 'SIGKILL'])
    const shape = await shapeOf(trial)
    // The last statement is the commit: sent, it may have been done.
    expect([number, shape === before || (number === statements && shape === after)]).toEqual([number, true])
    if (shape !== before) break
  }
  await migrateIn(trial, 'all').ended
  expect(await shapeOf(trial)).toBe(after)
}, 900_000)

test('two that start at once bring the database up once', async () => {
  const { now } = await keepPostgres(temporaryFolder())
  const starters = [1, 2, 3].map(() => migrateIn(now.connection, 'all'))
  expect(await Promise.all(starters.map(({ ended }) => ended))).toEqual([0, 0, 0])
  const ran = starters.map((starter) => starter.said<{ migrated: number }>()[0]?.migrated ?? -1)
  expect(ran.sort((a, b) => a - b)).toEqual([0, 0, all])
})

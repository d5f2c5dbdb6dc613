/** Brings the database to this program's version: each migration once, in its module's order, all or nothing. */
import { type Kysely, sql } from 'kysely'
import { done, type Result, refuse } from '#kernel/result.ts'
import { type Database, type Db, rawHandle, type Tx, writing } from './db.ts'

export interface Migration {
  /** `0001-people`: number and subject; unique within its module. */
  readonly name: string
  readonly up: (db: Kysely<unknown>) => Promise<void>
}

export interface ModuleMigrations {
  readonly module: string
  readonly migrations: readonly Migration[]
}

export type MigrationRefusal = 'data-of-a-newer-version'

/** The names of the migrations that ran, in order. Data that knows a migration we do not is left untouched. */
export function migrate(db: Database, modules: readonly ModuleMigrations[]): Promise<Result<string[], MigrationRefusal>> {
  return db.transact((tx) => migrateWithin(tx, modules))
}

/** The same in a transaction of the caller; with `only`, no others are run, so that data of an older version find their tables. */
export async function migrateWithin(tx: Tx, modules: readonly ModuleMigrations[], only?: ReadonlySet<string>): Promise<Result<string[], MigrationRefusal>> {
  const trx = writing<unknown>(tx)
  await sql`select pg_advisory_xact_lock(7411)`.execute(trx)
  await sql`create table if not exists migration (module text, name text, ran_at timestamptz not null default now(), primary key (module, name))`.execute(trx)
  const ran = new Set(await migrationsRun(tx))
  const all = modules.flatMap(({ module, migrations }) => migrations.map(({ name, up }) => ({ module, name, up, key: `${module}/${name}` })))
  const known = new Set(all.map(({ key }) => key))
  if ([...ran].some((key) => !known.has(key))) return refuse('data-of-a-newer-version')
  const fresh = all.filter(({ key }) => !ran.has(key) && (only?.has(key) ?? true))
  for (const { module, name, up } of fresh) {
    await up(trx)
    await sql`insert into migration (module, name) values (${module}, ${name})`.execute(trx)
  }
  return done(fresh.map(({ key }) => key))
}

/** Keys `module/name` of what ran so far; nothing on an empty database. */
export async function migrationsRun(db: Db): Promise<string[]> {
  const there = await sql<{ there: boolean }>`select to_regclass('migration') is not null as there`.execute(rawHandle(db))
  if (there.rows[0]?.there !== true) return []
  const rows = await sql<{ key: string }>`select module || '/' || name as key from migration order by ran_at, module, name`.execute(rawHandle(db))
  return rows.rows.map(({ key }) => key)
}

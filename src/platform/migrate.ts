/** Brings the database to this program's version: each migration once, in its module's order, all or nothing. */
import { type Kysely, sql } from 'kysely'
import { done, type Result, refuse } from '#kernel/result.ts'
import { type Database, writing } from './db.ts'

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
  return db.transact(async (tx) => {
    const trx = writing<unknown>(tx)
    await sql`select pg_advisory_xact_lock(7411)`.execute(trx)
    await sql`create table if not exists migration (module text, name text, ran_at timestamptz not null default now(), primary key (module, name))`.execute(trx)
    const rows = await sql<{ key: string }>`select module || '/' || name as key from migration`.execute(trx)
    const ran = new Set(rows.rows.map((row) => row.key))
    const known = new Set(modules.flatMap(({ module, migrations }) => migrations.map(({ name }) => `${module}/${name}`)))
    if ([...ran].some((key) => !known.has(key))) return refuse('data-of-a-newer-version')
    const fresh: string[] = []
    for (const { module, migrations } of modules) {
      for (const { name, up } of migrations) {
        if (ran.has(`${module}/${name}`)) continue
        await up(trx)
        await sql`insert into migration (module, name) values (${module}, ${name})`.execute(trx)
        fresh.push(`${module}/${name}`)
      }
    }
    return done(fresh)
  })
}

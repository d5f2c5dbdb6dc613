/** The statements that migrations would run, without a database. */
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type { Migration } from '#platform/migrate.ts'

export async function statementsOf(migrations: readonly Migration[]): Promise<string[]> {
  const statements: string[] = []
  const db = new Kysely<unknown>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (kysely) => new PostgresIntrospector(kysely),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    log: ({ query }) => void statements.push(query.sql),
  })
  for (const { up } of migrations) await up(db)
  await db.destroy()
  return statements
}

/** The tables that are there at the end; partitions belong to their table. */
export async function tablesMadeIn(migrations: readonly Migration[]): Promise<string[]> {
  const tables = new Set<string>()
  for (const statement of await statementsOf(migrations)) {
    const [, verb, name] = /^\s*(create|drop) table (?:if (?:not )?exists )?"?(\w+)"?/i.exec(statement) ?? []
    if (name === undefined || /\bpartition of\b/i.test(statement)) continue
    if (verb?.toLowerCase() === 'create') tables.add(name)
    else tables.delete(name)
  }
  return [...tables]
}

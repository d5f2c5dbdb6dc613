/** What the database says of its own tables. Names come from it or are checked against it, never from an archive. */
import { sql } from 'kysely'
import { type Db, rawHandle } from '#platform/db.ts'
import { leftOutTables } from './left-out.ts'

export interface Column {
  readonly name: string
  readonly type: string
  readonly required: boolean
}

export interface Table {
  readonly name: string
  readonly columns: readonly Column[]
}

/** All tables of the program with the columns that can be written; partitions belong to their table. */
export async function allTables(db: Db): Promise<Table[]> {
  const found = await sql<{ table: string } & Column>`
    select c.relname::text as "table", a.attname::text as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required
    from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = current_schema()
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relkind in ('r', 'p') and not c.relispartition order by c.relname, a.attnum`.execute(rawHandle(db))
  const tables = new Map<string, Column[]>()
  for (const { table, ...column } of found.rows) tables.set(table, [...(tables.get(table) ?? []), column])
  return [...tables].map(([name, columns]) => ({ name, columns }))
}

/** The tables of which every row goes into a backup. */
export async function keptTables(db: Db): Promise<Table[]> {
  return (await allTables(db)).filter(({ name }) => !(name in leftOutTables))
}

export async function sequences(db: Db): Promise<Record<string, number>> {
  const found = await sql<{ name: string; value: number }>`
    select sequencename::text as name, last_value as value from pg_sequences where schemaname = current_schema() and last_value is not null`.execute(
    rawHandle(db),
  )
  return Object.fromEntries(found.rows.map(({ name, value }) => [name, Number(value)]))
}

/** `2026-11` for each partition that holds a month. */
export async function months(db: Db): Promise<string[]> {
  const found = await sql<{ name: string }>`
    select c.relname::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = current_schema()
    where c.relispartition and c.relkind = 'r'`.execute(rawHandle(db))
  const named = found.rows.map(({ name }) => /^statement_(\d{4})_(\d{2})$/.exec(name))
  return named.flatMap((match) => (match ? [`${match[1]}-${match[2]}`] : [])).sort()
}

export async function tableExists(db: Db, name: string): Promise<boolean> {
  const found = await sql<{ there: boolean }>`select to_regclass(${name}) is not null as there`.execute(rawHandle(db))
  return found.rows[0]?.there === true
}

export async function settingValue(db: Db, key: string): Promise<unknown> {
  if (!(await tableExists(db, 'setting'))) return undefined
  const found = await sql<{ value: unknown }>`select value from setting where key = ${key}`.execute(rawHandle(db))
  return found.rows[0]?.value
}

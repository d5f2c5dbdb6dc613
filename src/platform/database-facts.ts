/** What the database says of itself. */
import { sql } from 'kysely'
import { type Db, rawHandle } from './db.ts'

export interface DatabaseFacts {
  readonly version: string
  readonly now: Date
}

export async function databaseFacts(db: Db): Promise<DatabaseFacts> {
  const found = await sql<DatabaseFacts>`select current_setting('server_version') as version, clock_timestamp() as now`.execute(rawHandle(db))
  const [facts] = found.rows
  if (!facts) throw new Error('The database says nothing of itself.')
  return facts
}

export interface TableSize {
  readonly table: string
  /** Rows as the database last counted them. */
  readonly rows: number
  readonly bytes: number
}

/** The largest tables, partitions added up under the table they belong to, with the size of the whole database. */
export async function databaseSizes(db: Db, { most }: { most: number }): Promise<{ bytes: number; tables: TableSize[] }> {
  const whole = await sql<{ bytes: number }>`select pg_database_size(current_database()) as bytes`.execute(rawHandle(db))
  const tables = await sql<TableSize>`
    select coalesce(parent.relname, c.relname) as table, coalesce(sum(s.n_live_tup), 0)::bigint as rows, sum(pg_total_relation_size(c.oid))::bigint as bytes
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
      left join pg_stat_all_tables s on s.relid = c.oid
      left join pg_inherits i on i.inhrelid = c.oid left join pg_class parent on parent.oid = i.inhparent
    where c.relkind = 'r' and n.nspname in ('public', 'pgboss')
    group by 1 order by 3 desc, 1 limit ${most}`.execute(rawHandle(db))
  return { bytes: whole.rows[0]?.bytes ?? 0, tables: tables.rows }
}

/** What a module says of every column it owns: what it is about a person, why it is there, and how it leaves. */
import { sql } from 'kysely'
import type { PersonId } from '#kernel/id.ts'
import type { App } from './app.ts'
import { type Db, rawHandle, type Tx } from './db.ts'
import type { ExportedPart, Outlived, PersonalDataOf, RetentionRuleOf, RetentionTerm, TableProcessing } from './declared-data.ts'

export type { Basis, ColumnClass, ExportedFile, ExportedPart, Outlived, RetentionTerm, TableProcessing, Term } from './declared-data.ts'
export type PersonalData = PersonalDataOf<App>
export type RetentionRule = RetentionRuleOf<App>

/** A table that tells nothing of anybody. */
export function impersonal(table: string, ...columns: readonly string[]): TableProcessing {
  const named = Object.fromEntries(columns.map((column) => [column, 'none' as const]))
  return { table, purpose: 'purposeContent', basis: 'public-task', keptFor: 'lasting', columns: named }
}

/** Which column of a table names the person whose row it is. */
export type Whose = Readonly<Record<string, string>>

/** The rows of a person in these tables, without what proves who she is. */
export async function rowsOf(db: Db, tables: readonly TableProcessing[], whose: Whose, person: PersonId): Promise<ExportedPart[]> {
  const parts: ExportedPart[] = []
  for (const [table, column] of Object.entries(whose)) {
    const found = await sql<Record<string, unknown>>`
      select ${sql.join(shownColumns(tables, table).map((name) => sql.ref(name)))} from ${sql.table(table)} where ${sql.ref(column)} = ${person}`.execute(
      rawHandle(db),
    )
    parts.push({ table, rows: found.rows })
  }
  return parts
}

/** The columns of a table that its owner may be given: all but secrets. */
export function shownColumns(tables: readonly TableProcessing[], table: string): string[] {
  const columns = tables.find((one) => one.table === table)?.columns
  if (!columns) throw new Error(`No processing is declared for ${table}.`)
  return Object.keys(columns).filter((column) => columns[column] !== 'secret')
}

/** Deletes the rows of a person in these tables. */
export async function deleteRowsOf(tx: Tx, whose: Whose, person: PersonId): Promise<void> {
  for (const [table, column] of Object.entries(whose)) await sql`delete from ${sql.table(table)} where ${sql.ref(column)} = ${person}`.execute(rawHandle(tx))
}

/** A rule that takes out the rows of a table whose time column lies before the end of the term. */
export function byAge(key: string, term: RetentionTerm, { table, column }: { table: string; column: string }): RetentionRule {
  return {
    key,
    term,
    async count(db, { before }) {
      const found = await sql<Outlived>`
        select count(*)::int as count, min(${sql.ref(column)}) as oldest from ${sql.table(table)} where ${sql.ref(column)} < ${before}`.execute(rawHandle(db))
      return found.rows[0] ?? { count: 0, oldest: null }
    },
    async remove(_app, tx, { before }) {
      await sql`delete from ${sql.table(table)} where ${sql.ref(column)} < ${before}`.execute(rawHandle(tx))
    },
  }
}

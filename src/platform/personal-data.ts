/** What a module says of every column it owns: what it is about a person, why it is there, and how it leaves. */
import type { Readable } from 'node:stream'
import { sql } from 'kysely'
import type { PersonId } from '#kernel/id.ts'
import type { App } from './app.ts'
import { type Db, rawHandle, type Tx } from './db.ts'

/**
 * What a column tells of a person. `none` nothing; `key` a random id or hash that points at her or at a thing of hers;
 * `identity` her name; `contact` an address; `secret` what proves who she is; `learning` what she did, answered and achieved;
 * `work` post, institution, roles; `trace` when and from where she acted; `words` what somebody wrote freely.
 */
export type ColumnClass = 'none' | 'key' | 'identity' | 'contact' | 'secret' | 'learning' | 'work' | 'trace' | 'words'

/** The legal basis (ZZPL art. 12, GDPR art. 6): the task of the institution, a legal duty, or consent. */
export type Basis = 'public-task' | 'legal-duty' | 'consent'

/** One table in the register of processing. A table without personal data has only columns of class `none`. */
export interface TableProcessing {
  readonly table: string
  /** Key of a sentence in `src/texts/…/privacy.json`: why these data are there. */
  readonly purpose: string
  readonly basis: Basis
  /** Key of a retention rule, or `account`: as long as the account. */
  readonly keptFor: string
  readonly columns: Readonly<Record<string, ColumnClass>>
}

/** A part of what the Centre keeps of a person: rows as JSON values, under the name of their table. */
export interface ExportedPart {
  readonly table: string
  readonly rows: readonly Readonly<Record<string, unknown>>[]
}

/** A file that goes along with what the Centre keeps of a person. */
export interface ExportedFile {
  /** Its path in the archive. */
  readonly name: string
  readonly bytes: Readable
}

/** The terms that an administrator sets, in months; see the settings. */
export type RetentionTerm = 'auditMonths' | 'letterMonths' | 'idleAccountMonths' | 'recordMonths'

export interface Outlived {
  readonly count: number
  readonly oldest: Date | null
}

/** What lies before `before` has outlived its term, as things stood at `at`: both stay the same from the dry run to the end. */
export interface Term {
  readonly before: Date
  readonly at: Date
}

/** What goes when a term is over: counted for the dry run, then taken out. Both mean exactly the same rows. */
export interface RetentionRule {
  /** Unique; a sentence `rule…` in `src/texts/…/privacy.json` says what it takes out. */
  readonly key: string
  readonly term: RetentionTerm
  readonly count: (db: Db, term: Term) => Promise<Outlived>
  readonly remove: (app: App, tx: Tx, term: Term) => Promise<void>
}

/** Each module that owns a table says this at its door; `src/personal-data.ts` lists all of them. */
export interface PersonalData {
  readonly module: string
  readonly tables: readonly TableProcessing[]
  /** Everything the module keeps of a person. */
  readonly exported?: (db: Db, person: PersonId) => Promise<readonly ExportedPart[]>
  /** Files of hers, made in her variant where there is a choice. */
  readonly files?: (app: App, person: PersonId) => Promise<readonly ExportedFile[]>
  /** Takes her out: deletes rows, or cuts the link to her where a duty keeps the rest. Runs again without harm. */
  readonly erase?: (app: App, tx: Tx, person: PersonId) => Promise<void>
  readonly retention?: readonly RetentionRule[]
}

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

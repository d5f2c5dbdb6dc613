/** What a declaration of personal data consists of; `App` is left open, since the App itself carries all declarations. */
import type { Readable } from 'node:stream'
import type { PersonId } from '#kernel/id.ts'
import type { Db, Tx } from './db.ts'

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
export interface RetentionRuleOf<App> {
  /** Unique; a sentence `rule…` in `src/texts/…/privacy.json` says what it takes out. */
  readonly key: string
  readonly term: RetentionTerm
  readonly count: (db: Db, term: Term) => Promise<Outlived>
  readonly remove: (app: App, tx: Tx, term: Term) => Promise<void>
}

/** Each module that owns a table says this at its door; `src/personal-data.ts` lists all of them. */
export interface PersonalDataOf<App> {
  readonly module: string
  readonly tables: readonly TableProcessing[]
  /** Everything the module keeps of a person. */
  readonly exported?: (db: Db, person: PersonId) => Promise<readonly ExportedPart[]>
  /** Files of hers, made in her variant where there is a choice. */
  readonly files?: (app: App, person: PersonId) => Promise<readonly ExportedFile[]>
  /** Takes her out: deletes rows, or cuts the link to her where a duty keeps the rest. Runs again without harm. */
  readonly erase?: (app: App, tx: Tx, person: PersonId) => Promise<void>
  readonly retention?: readonly RetentionRuleOf<App>[]
}

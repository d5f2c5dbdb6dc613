/** What a module says of every column it owns: what it is about a person, why it is there, and how it leaves. */
import type { PersonId } from '#kernel/id.ts'
import type { App } from './app.ts'
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

/** Each module that owns a table says this at its door; `src/personal-data.ts` lists all of them. */
export interface PersonalData {
  readonly module: string
  readonly tables: readonly TableProcessing[]
  /** Everything the module keeps of a person. */
  readonly exported?: (db: Db, person: PersonId) => Promise<readonly ExportedPart[]>
  /** Takes her out: deletes rows, or cuts the link to her where a duty keeps the rest. Runs again without harm. */
  readonly erase?: (app: App, tx: Tx, person: PersonId) => Promise<void>
}

/** What other systems told of a person under a name of their own. */
import { sql } from 'kysely'
import { type Db, rawHandle } from '#platform/db.ts'
import { type ExportedPart, shownColumns, type TableProcessing } from '#platform/personal-data.ts'
import { keyOf } from './keys.ts'

/** Statements about these agents, and documents that are theirs; not what only names them beside somebody else. */
export async function exportedFromOutside(db: Db, tables: readonly TableProcessing[], agents: readonly string[]): Promise<ExportedPart[]> {
  if (agents.length === 0) return []
  const columns = (table: string) => sql.join(shownColumns(tables, table).map((name) => sql.ref(`${table}.${name}`)))
  const keys = agents.map((agent) => keyOf('agent', agent))
  // Whoever has an account here is found by it already.
  const statements = await sql<Record<string, unknown>>`
    select ${columns('statement')} from statement where actor = '' and (stored, id) in (
      select k.stored, k.id from statement_key k where k.key = any(${keys}::uuid[]) and k.of is null)`.execute(rawHandle(db))
  const documents = await sql<Record<string, unknown>>`
    select ${columns('record_document')} from record_document where agent = any(${[...agents]}::text[])`.execute(rawHandle(db))
  return [
    { table: 'statement', rows: statements.rows },
    { table: 'record_document', rows: documents.rows },
  ]
}

/** The rows of the same table as one part. */
export function joinParts(first: readonly ExportedPart[], second: readonly ExportedPart[]): ExportedPart[] {
  return first.map(({ table, rows }) => ({ table, rows: [...rows, ...second.filter((part) => part.table === table).flatMap((part) => part.rows)] }))
}

import { createHash } from 'node:crypto'
import { type AccountStatement, canonical } from '@putokaz/xapi'
import type { App } from '#platform/app.ts'
import type { Tx } from '#platform/db.ts'
import { addStatements, contentHashes, type StatementRow } from '../store.ts'
import type { Authority } from '../tables.ts'

/** Another statement was accepted under this id before. */
export class StatementConflict extends Error {
  readonly ids: readonly string[]
  constructor(ids: readonly string[]) {
    super('a statement with this id and other content is stored')
    this.ids = ids
  }
}

/**
 * Stores statements in the caller's transaction. The same id with the same content is accepted and changes nothing;
 * with other content it throws, which undoes the whole transaction (xAPI 1.0.3, Communication 2.1.1: 409 Conflict).
 */
export async function storeStatements(app: App, tx: Tx, statements: readonly AccountStatement[], authority: Authority): Promise<void> {
  if (statements.length === 0) return
  const rows: StatementRow[] = statements.map((statement) => ({ statement, contentHash: createHash('sha256').update(canonical(statement)).digest() }))
  const known = await addStatements(tx, rows, app.now(), authority)
  if (known.length === 0) return
  const hashes = await contentHashes(tx, known)
  const differing = rows.filter(({ statement, contentHash }) => known.includes(statement.id) && hashes.get(statement.id) !== contentHash.toString('hex'))
  if (differing.length > 0) throw new StatementConflict(differing.map(({ statement }) => statement.id))
}

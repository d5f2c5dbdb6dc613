import { createHash } from 'node:crypto'
import { type AccountStatement, canonical, type Statement, sameStatement } from '@putokaz/xapi'
import type { App } from '#platform/app.ts'
import type { Tx } from '#platform/db.ts'
import { linkReferences } from '../ref-store.ts'
import { addStatements, keptUnder, type StatementRow, type Storing } from '../store.ts'

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
export async function storeStatements(app: App, tx: Tx, statements: readonly AccountStatement[], authority: 'centre' | 'device'): Promise<void> {
  const rows = statements.map((statement): StatementRow => ({ statement, contentHash: contentHash(statement), actor: statement.actor.account.name }))
  await storeRows(tx, rows, { stored: app.now(), authority, homePage: app.activityBase, defines: authority === 'centre' })
}

export async function storeRows(tx: Tx, rows: readonly StatementRow[], storing: Storing): Promise<void> {
  if (rows.length === 0) return
  const { known, linked } = await addStatements(tx, rows, storing)
  if (linked.length > 0) await linkReferences(tx, linked, storing.homePage)
  if (known.length === 0) return
  const kept = await keptUnder(tx, known)
  const differing = rows.filter(({ statement, contentHash: hash }) => {
    const before = kept.get(statement.id)
    // The sum is taken of what came in; where it differs, the statements themselves decide, so that a newer sum makes no conflict.
    return before !== undefined && before.hash !== hash.toString('hex') && !(before.body && sameStatement(before.body, statement))
  })
  if (differing.length > 0) throw new StatementConflict(differing.map(({ statement }) => statement.id))
}

export function contentHash(statement: Statement): Buffer {
  return createHash('sha256').update(canonical(statement)).digest()
}

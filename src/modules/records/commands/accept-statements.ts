/** Statements that others send: other systems, and learners' own devices. One transaction for all of them, or nothing. */
import { createHash } from 'node:crypto'
import { isVoiding, type Statement, type Version } from '@putokaz/xapi'
import { isUuid } from '#kernel/id.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import { personIds } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { type Tx, writing } from '#platform/db.ts'
import { tell } from '#platform/facts.ts'
import type { RecordsFact } from '../facts.ts'
import { authoritiesOf } from '../query-store.ts'
import { addAlone, type StatementRow } from '../store.ts'
import type { Authority, RecordsTables } from '../tables.ts'
import { contentHash, StatementConflict, storeRows } from './store-statements.ts'

export interface Arrival {
  readonly statements: readonly Statement[]
  readonly attachments: readonly Uint8Array[]
  readonly authority: Exclude<Authority, 'centre'>
  readonly version: Version
  /** Whose device it is. */
  readonly person?: string
  /** Whether it may void what others stored. */
  readonly overAll: boolean
  /** Whether it describes activities for everybody. */
  readonly defines?: boolean
}

export type ArrivalRefusal = { readonly reason: 'conflict'; readonly ids: readonly string[] } | { readonly reason: 'not-hers' | 'not-yours-to-void' }

/** The ids of the statements, in their order, once they are on the disk. */
export async function acceptStatements(app: App, arrival: Arrival): Promise<Result<string[], ArrivalRefusal>> {
  const { person, authority, overAll, defines = false } = arrival
  const hers = person === undefined ? [] : await personIds(app.db, person)
  if (person !== undefined && !arrival.statements.every((statement) => hers.includes(accountHere(app, statement) as never)))
    return refuse({ reason: 'not-hers' })
  const kept: { sha2: string; blob: string; bytes: number }[] = []
  for (const bytes of arrival.attachments) kept.push(...(await keepAttachment(app, bytes)))
  const rows = arrival.statements.map((statement) => rowOf(app, statement, arrival))
  const ids = rows.map(({ statement }) => statement.id)
  const storing = () => ({ stored: app.now(), authority, homePage: app.activityBase, overAll, defines })
  // Most that other systems send is plain and new.
  if (person === undefined && kept.length === 0 && (await addAlone(app.db, rows, storing()))) return done(ids)
  try {
    return await app.db.transact(async (tx) => {
      // The clock is read after the transaction has begun: see `settledThrough`.
      await noteAttachments(tx, kept, app.now())
      if (person === undefined && !overAll && (await voidsForeign(tx, arrival))) return refuse({ reason: 'not-yours-to-void' })
      await storeRows(tx, rows, storing())
      if (person !== undefined) await tellArrived(app, tx, person, rows)
      return done(ids)
    })
  } catch (error) {
    if (error instanceof StatementConflict) return refuse({ reason: 'conflict', ids: error.ids })
    throw error
  }
}

/** Told of repeats as well: what was made of the first may have come before a restore. */
async function tellArrived(app: App, tx: Tx, person: string, rows: readonly StatementRow[]): Promise<void> {
  const registrations = [...new Set(rows.flatMap(({ statement }) => statement.context?.registration?.toLowerCase() ?? []))]
  const arrived: RecordsFact = { kind: 'records.device-work-arrived', body: { person, registrations } }
  if (registrations.length > 0) await tell(app, tx, [arrived])
}

/** The statement as it is kept: with an id, a moment and a version, without what the store says itself. */
function rowOf(app: App, statement: Statement, { version }: Arrival): StatementRow {
  const { stored: _stored, authority: _authority, ...said } = statement
  const id = statement.id?.toLowerCase() ?? app.newId()
  // Data 2.4.7: without a timestamp it is set to the moment of storing. Data 2.4.10: without a version it is 1.0.0.
  const kept = { timestamp: app.now().toISOString(), version: version === '2.0.0' ? '2.0.0' : '1.0.0', ...said, id }
  return { statement: kept, contentHash: contentHash({ ...said, id }), actor: accountHere(app, statement) ?? '' }
}

function accountHere(app: App, { actor }: Statement): string | undefined {
  const { account } = actor
  return account !== undefined && account.homePage === app.activityBase && isUuid(account.name) && actor.objectType !== 'Group' ? account.name : undefined
}

async function voidsForeign(tx: Tx, { statements, authority }: Arrival): Promise<boolean> {
  const targets = statements.flatMap((statement) => isVoiding(statement) ?? [])
  if (targets.length === 0) return false
  return [...(await authoritiesOf(tx, targets)).values()].some((theirs) => theirs !== authority)
}

/** The bytes as a blob, under every sum that a statement may name them by (Data 2.4.11: SHA-2 of any length). */
async function keepAttachment(app: App, bytes: Uint8Array): Promise<{ sha2: string; blob: string; bytes: number }[]> {
  const blob = await app.blobs.keep(bytes)
  return ['sha224', 'sha256', 'sha384', 'sha512'].map((name) => ({ sha2: createHash(name).update(bytes).digest('hex'), blob, bytes: bytes.byteLength }))
}

async function noteAttachments(tx: Tx, kept: readonly { sha2: string; blob: string; bytes: number }[], at: Date): Promise<void> {
  if (kept.length === 0) return
  const rows = [...kept].sort((a, b) => (a.sha2 < b.sha2 ? -1 : 1)).map((one) => ({ ...one, kept_at: at }))
  await writing<RecordsTables>(tx)
    .insertInto('record_attachment')
    .values(rows)
    .onConflict((conflict) => conflict.column('sha2').doNothing())
    .execute()
}

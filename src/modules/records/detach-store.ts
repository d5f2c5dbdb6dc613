/** How an erased person leaves the records: statements stay for totals, under an id that leads to nobody. */
import { attachmentsOf, type Statement } from '@putokaz/xapi'
import { sql } from 'kysely'
import { type Tx, writing } from '#platform/db.ts'
import { dropUnnamedAttachments } from './attachment-store.ts'
import { detached, type Leaving } from './domain/detached.ts'
import { keyOf, keysOf } from './keys.ts'
import type { RecordsTables } from './tables.ts'

interface Named {
  readonly id: string
  readonly stored: Date
  readonly before: Partial<Statement>
}

/**
 * Puts nobody in her place wherever a statement names this person, and takes out what she answered: who it was can't be told any more.
 * Returns the blobs of attachments that nothing names any more.
 */
export async function detachStatementsOf(tx: Tx, leaving: Leaving): Promise<string[]> {
  const { actor, nobody, agents } = leaving
  const keys = agents.flatMap((agent) => [keyOf('agent', agent), keyOf('agents', agent)])
  const named = await sql<Named>`
    select id, stored, body as before from statement where actor = ${actor}
    union select s.id, s.stored, s.body from statement_key k join statement s on s.stored = k.stored and s.id = k.id
      where k.key = any(${keys}::uuid[]) and k.of is null`.execute(writing<RecordsTables>(tx))
  const changed = named.rows.map((row) => ({ ...row, after: detached(row.before, leaving) }))
  await sql`
    update statement s set actor = case when s.actor = ${actor} then ${nobody} else s.actor end, body = n.after,
      registration = case when s.actor = ${actor} then null else s.registration end
    from jsonb_to_recordset(${JSON.stringify(changed.map(({ id, stored, after }) => ({ id, stored, after })))}::jsonb) as n(id uuid, stored timestamptz, after jsonb)
    where s.id = n.id and s.stored = n.stored`.execute(writing<RecordsTables>(tx))
  for (const { id, stored, before, after } of changed) {
    const [old, now] = [keysIn(before), keysIn(after)]
    const gone = old.filter((key) => !now.includes(key))
    // Who refers to it was found by her, too; that row lies at the moment of the one who refers.
    await sql`delete from statement_key where key = any(${gone}::uuid[]) and ((stored = ${stored} and id = ${id}) or of = ${id})`.execute(
      writing<RecordsTables>(tx),
    )
    const fresh = now.filter((key) => !old.includes(key))
    await sql`insert into statement_key (key, stored, id) select unnest(${fresh}::uuid[]), ${stored}::timestamptz, ${id}::uuid`.execute(
      writing<RecordsTables>(tx),
    )
  }
  await sql`delete from record_document where person = ${actor} or agent = any(${[...agents]}::text[])`.execute(writing<RecordsTables>(tx))
  const sums = attachmentsOf(changed.map(({ before }) => before).filter((body): body is Statement => body.object !== undefined))
  return dropUnnamedAttachments(tx, { sums: sums.map(({ attachment }) => attachment.sha2.toLowerCase()) })
}

/** Of what some restored backup held there may be no more than a beginning. */
function keysIn(body: Partial<Statement>): string[] {
  return body.actor && body.verb && body.object ? keysOf(body as Statement) : []
}

/** What statements stored before this moment were found by, once they themselves are gone. */
export async function forgetKeysBefore(tx: Tx, before: Date): Promise<void> {
  for (const table of ['statement_key', 'statement_ref', 'statement_void'] as const)
    await writing<RecordsTables>(tx).deleteFrom(table).where('stored', '<', before).execute()
  await writing<RecordsTables>(tx).deleteFrom('record_not_forwarded').where('at', '<', before).execute()
}

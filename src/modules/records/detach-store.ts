/** How an erased person leaves the records: statements stay for totals, under an id that leads to nobody. */
import { attachmentsOf, type Statement } from '@putokaz/xapi'
import { sql } from 'kysely'
import { type Tx, writing } from '#platform/db.ts'
import { keyOf, keysOf } from './keys.ts'
import type { RecordsTables } from './tables.ts'

/**
 * Puts another id in place of this account wherever a statement names it, and takes out what was answered: who it was can't be told any more.
 * Returns the blobs of attachments that nothing names any more.
 */
export async function detachStatementsOf(tx: Tx, { actor, nobody, homePage }: { actor: string; nobody: string; homePage: string }): Promise<string[]> {
  const account = `account:${homePage}|${actor}`
  const keys = [keyOf('agent', account), keyOf('agents', account)]
  const changed = await sql<{ id: string; stored: Date; before: Statement; after: Statement }>`
    with named as (
      select id, stored, body from statement where actor = ${actor}
      union select s.id, s.stored, s.body from statement_key k join statement s on s.stored = k.stored and s.id = k.id where k.key = any(${keys}::uuid[]) and k.of is null
    )
    update statement s set actor = case when s.actor = ${actor} then ${nobody} else s.actor end, registration = null,
      body = replace((n.body #- '{result,response}' #- '{result,extensions}' #- '{context,registration}' #- '{actor,name}' #- '{attachments}')::text, ${actor}, ${nobody})::jsonb
    from named n where s.id = n.id and s.stored = n.stored
    returning s.id, s.stored, n.body as before, s.body as after`.execute(writing<RecordsTables>(tx))
  for (const { id, stored, before, after } of changed.rows) {
    const [old, now] = [keysIn(before), keysIn(after)]
    const gone = old.filter((key) => !now.includes(key))
    await sql`delete from statement_key where key = any(${gone}::uuid[]) and stored = ${stored} and (id = ${id} or of = ${id})`.execute(
      writing<RecordsTables>(tx),
    )
    const fresh = now.filter((key) => !old.includes(key))
    await sql`insert into statement_key (key, stored, id) select unnest(${fresh}::uuid[]), ${stored}::timestamptz, ${id}::uuid`.execute(
      writing<RecordsTables>(tx),
    )
  }
  await sql`delete from record_document where person = ${actor}`.execute(writing<RecordsTables>(tx))
  return dropAttachments(tx, [
    ...new Set(
      attachmentsOf(changed.rows.map(({ before }) => before).filter(({ object }) => object !== undefined)).map(({ attachment }) =>
        attachment.sha2.toLowerCase(),
      ),
    ),
  ])
}

/** Of what some restored backup held there may be no more than a beginning. */
function keysIn(body: Partial<Statement>): string[] {
  return body.actor && body.verb && body.object ? keysOf(body as Statement) : []
}

async function dropAttachments(tx: Tx, sums: readonly string[]): Promise<string[]> {
  if (sums.length === 0) return []
  const dropped = await sql<{ blob: string }>`
    with named as (select distinct lower(a ->> 'sha2') as sha2 from statement, jsonb_array_elements(body -> 'attachments') a where jsonb_typeof(body -> 'attachments') = 'array'),
      gone as (select blob from record_attachment where sha2 = any(${[...sums]}::text[]) and sha2 not in (select sha2 from named))
    delete from record_attachment where blob in (select blob from gone) returning blob`.execute(writing<RecordsTables>(tx))
  return [...new Set(dropped.rows.map(({ blob }) => blob))]
}

/** What statements stored before this moment were found by, once they themselves are gone. */
export async function forgetKeysBefore(tx: Tx, before: Date): Promise<void> {
  for (const table of ['statement_key', 'statement_ref', 'statement_void'] as const)
    await writing<RecordsTables>(tx).deleteFrom(table).where('stored', '<', before).execute()
}

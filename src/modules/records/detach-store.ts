/** How an erased person leaves the records: statements stay for totals, under an id that leads to nobody. */
import type { Statement } from '@putokaz/xapi'
import { sql } from 'kysely'
import { type Tx, writing } from '#platform/db.ts'
import { keyOf, keysOf } from './keys.ts'
import type { RecordsTables } from './tables.ts'

/** Puts another id in place of this account wherever a statement names it, and takes out what was answered: who it was can't be told any more. */
export async function detachStatementsOf(tx: Tx, { actor, nobody, homePage }: { actor: string; nobody: string; homePage: string }): Promise<void> {
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
    const [old, now] = [keysOf(before), keysOf(after)]
    const gone = old.filter((key) => !now.includes(key))
    await sql`delete from statement_key where key = any(${gone}::uuid[]) and stored = ${stored} and (id = ${id} or of = ${id})`.execute(writing<RecordsTables>(tx))
    const fresh = now.filter((key) => !old.includes(key))
    await sql`insert into statement_key (key, stored, id) select unnest(${fresh}::uuid[]), ${stored}::timestamptz, ${id}::uuid`.execute(writing<RecordsTables>(tx))
  }
  await sql`delete from record_document where agent = ${account}`.execute(writing<RecordsTables>(tx))
}

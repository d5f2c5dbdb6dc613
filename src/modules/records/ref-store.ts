/** Statements about statements: who asks for the one is told of the other (xAPI 1.0.3, Communication 2.1.3, Filter Conditions for StatementRefs). */
import type { Statement } from '@putokaz/xapi'
import { sql } from 'kysely'
import { type Tx, writing } from '#platform/db.ts'
import { accountKey, keyOf, keysOf } from './keys.ts'
import type { Authority, RecordsTables } from './tables.ts'

/** So many statements in a row that each speak of the next are followed. */
const farthest = 8

interface Link {
  readonly id: string
  readonly stored: Date
  readonly of: string
  readonly authority: Authority
  readonly body: Statement
}

/** Gives every statement that refers to another, however far along, the keys of that other, as soon as both are there. */
export async function linkReferences(tx: Tx, fresh: readonly string[], homePage: string): Promise<void> {
  const links = await sql<Link>`
    with recursive up(id, stored, depth) as (
      select i.id, i.stored, 0 from statement_id i where i.id = any(${[...fresh]}::uuid[])
      union select r.id, r.stored, up.depth + 1 from up join statement_ref r on r.target = up.id where up.depth < ${farthest}
    ), down(id, stored, target, depth) as (
      select distinct up.id, up.stored, r.target, 1 from up join statement_ref r on r.id = up.id
      union select down.id, down.stored, r.target, down.depth + 1 from down join statement_ref r on r.id = down.target where down.depth < ${farthest}
    )
    select distinct on (down.id, s.id) down.id, down.stored, s.id as of, s.authority, s.body
    from down join statement_id i on i.id = down.target join statement s on s.id = i.id and s.stored = i.stored
    where down.id <> down.target`.execute(writing<RecordsTables>(tx))
  for (const { id, stored, of, authority, body } of links.rows) {
    // Of whom the other was stored is one more related agent; it gives nobody the sight of what is stored with her credentials.
    const keys = [...keysOf(body), keyOf('agents', accountKey(homePage, authority))]
    await sql`
      insert into statement_key (key, stored, id, of) select key, ${stored}::timestamptz, ${id}::uuid, ${of}::uuid from unnest(${keys}::uuid[]) as key
      where not exists (select from statement_key k where k.key = key and k.stored = ${stored} and k.id = ${id} and k.of = ${of})`.execute(
      writing<RecordsTables>(tx),
    )
  }
}

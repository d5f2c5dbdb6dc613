import { sql } from 'kysely'
import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import type { RecordsTables } from './tables.ts'

export interface KeptAttachment {
  readonly sha2: string
  readonly blob: string
}

/** Those attachments of which the store has the bytes. */
export async function keptAttachments(db: Db, sums: readonly string[]): Promise<KeptAttachment[]> {
  if (sums.length === 0) return []
  return reading<RecordsTables>(db)
    .selectFrom('record_attachment')
    .select(['sha2', 'blob'])
    .where('sha2', 'in', [...sums])
    .execute()
}

/** The key of an attachment in SQL; its spelling is that of `keys.ts`. */
const keyOfSum = sql`encode(substr(sha256(convert_to('attachment' || E'\\n' || b.sha2, 'UTF8')), 1, 16), 'hex')::uuid`

/**
 * Lets go of attachments that no statement names any more, by any of their sums: of these sums, or of those kept before a moment.
 * Returns their blobs.
 */
export async function dropUnnamedAttachments(tx: Tx, of: { readonly sums: readonly string[] } | { readonly before: Date }): Promise<string[]> {
  const among = 'sums' in of ? sql`sha2 = any(${[...of.sums]}::text[])` : sql`kept_at < ${of.before}`
  const dropped = await sql<{ blob: string }>`
    with asked as (select distinct blob from record_attachment where ${among}),
      named as (
        select distinct b.blob from record_attachment b join asked using (blob)
        where exists (select from statement_key k where k.key = ${keyOfSum} and k.of is null))
    delete from record_attachment where blob in (select blob from asked) and blob not in (select blob from named) returning blob`.execute(
    writing<RecordsTables>(tx),
  )
  return [...new Set(dropped.rows.map(({ blob }) => blob))]
}

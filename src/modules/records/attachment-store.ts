import { type Db, reading } from '#platform/db.ts'
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

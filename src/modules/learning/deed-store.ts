import { createHash } from 'node:crypto'
import { personIds } from '#modules/people/index.ts'
import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import type { LearningTables } from './tables.ts'

export interface DeviceDeed {
  readonly id: string
  readonly person: string
  /** All that was sent, as it will be sent again. */
  readonly content: unknown
}

/** Notes that a deed arrived. `repeat`: it did before; `other`: something else did under this id, or somebody else's. */
export async function noteDeviceDeed(tx: Tx, { id, person, content }: DeviceDeed, now: Date): Promise<'new' | 'repeat' | 'other'> {
  const hash = createHash('sha256').update(JSON.stringify(content)).digest()
  const added = await writing<LearningTables>(tx)
    .insertInto('device_deed')
    .values({ id, person, content_hash: hash, arrived_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  if (added.length > 0) return 'new'
  const before = await writing<LearningTables>(tx).selectFrom('device_deed').select(['person', 'content_hash']).where('id', '=', id).executeTakeFirst()
  const isHers = before !== undefined && (await personIds(tx, person)).includes(before.person as never)
  return isHers && before.content_hash.equals(hash) ? 'repeat' : 'other'
}

export async function knownDeed(db: Db, id: string): Promise<boolean> {
  return (await reading<LearningTables>(db).selectFrom('device_deed').select('id').where('id', '=', id).executeTakeFirst()) !== undefined
}

/** Takes out all that is known of deeds of these people. */
export async function removeDeedsOf(tx: Tx, people: readonly string[]): Promise<void> {
  await writing<LearningTables>(tx)
    .deleteFrom('device_deed')
    .where('person', 'in', [...people])
    .execute()
}

import type { PersonId } from '#kernel/id.ts'
import type { Db } from '#platform/db.ts'
import { erasureOf } from '../store.ts'

/** The day on which a person is taken out, if that was asked for and is not yet done. */
export async function erasureDue(db: Db, person: PersonId): Promise<Date | null> {
  const erasure = await erasureOf(db, person)
  return erasure && !erasure.done_at ? erasure.due_at : null
}

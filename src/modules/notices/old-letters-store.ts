import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import type { Outlived } from '#platform/personal-data.ts'
import type { NoticesTables } from './tables.ts'

/** The ids of letters to a person, which are the names of their files too. */
export async function lettersTo(db: Db, person: string): Promise<string[]> {
  const rows = await reading<NoticesTables>(db).selectFrom('letter').select('id').where('person', '=', person).execute()
  return rows.map(({ id }) => id)
}

/** Letters made before a moment that nobody is going to try again. */
export async function countOver(db: Db, before: Date): Promise<Outlived> {
  const row = await reading<NoticesTables>(db)
    .selectFrom('letter')
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.min('made_at').as('oldest')])
    .where('made_at', '<', before)
    .where('next_try', 'is', null)
    .executeTakeFirstOrThrow()
  return { count: row.count, oldest: row.oldest }
}

/** Takes them out and says which they were. */
export async function removeOver(tx: Tx, before: Date): Promise<string[]> {
  const db = writing<NoticesTables>(tx)
  const gone = await db.deleteFrom('letter').where('made_at', '<', before).where('next_try', 'is', null).returning('id').execute()
  await db.deleteFrom('decline_key').where('made_at', '<', before).execute()
  return gone.map(({ id }) => id)
}

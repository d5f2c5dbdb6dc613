import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import type { Pack } from './domain/pack.ts'
import type { CoursesTables } from './tables.ts'

/** False when the pack of this course says exactly this already. */
export async function putPack(tx: Tx, course: string, pack: Pack, now: Date): Promise<boolean> {
  const body = JSON.stringify(pack) as unknown as Pack
  const put = await writing<CoursesTables>(tx)
    .insertInto('trainer_pack')
    .values({ course, body, sample: pack.sample, published_at: now })
    .onConflict((conflict) =>
      conflict
        .column('course')
        .doUpdateSet((row) => ({ body: row.ref('excluded.body'), sample: row.ref('excluded.sample'), published_at: row.ref('excluded.published_at') }))
        .whereRef('trainer_pack.body', 'is distinct from', (row) => row.ref('excluded.body')),
    )
    .executeTakeFirst()
  return Number(put.numInsertedOrUpdatedRows) === 1
}

/** The trainer's pack of a course; null when it has none. */
export async function packOfCourse(db: Db, course: string): Promise<Pack | null> {
  const row = await reading<CoursesTables>(db).selectFrom('trainer_pack').select('body').where('course', '=', course).executeTakeFirst()
  return row?.body ?? null
}

export async function hasPack(db: Db, course: string): Promise<boolean> {
  const row = await reading<CoursesTables>(db).selectFrom('trainer_pack').select('course').where('course', '=', course).executeTakeFirst()
  return row !== undefined
}

import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import type { Area, Jurisdiction } from './area.ts'
import type { AreasTables } from './tables.ts'

/** The areas, in the order of the plan. */
export async function areas(db: Db): Promise<Area[]> {
  const rows = await reading<AreasTables>(db).selectFrom('area').select('body').orderBy('position').execute()
  return rows.map((row) => row.body)
}

export async function jurisdictions(db: Db): Promise<Jurisdiction[]> {
  const rows = await reading<AreasTables>(db).selectFrom('jurisdiction').select('body').orderBy('position').execute()
  return rows.map((row) => row.body)
}

/** Puts the whole register in place of the one before. */
export async function loadAreas(tx: Tx, given: { areas: readonly Area[]; jurisdictions: readonly Jurisdiction[] }): Promise<void> {
  const db = writing<AreasTables>(tx)
  await db.deleteFrom('area').execute()
  await db.deleteFrom('jurisdiction').execute()
  const numbered = <T extends { code: string }>(list: readonly T[]) =>
    list.map((body, position) => ({ code: body.code, position, body: JSON.stringify(body) as unknown as T }))
  if (given.areas.length > 0) await db.insertInto('area').values(numbered(given.areas)).execute()
  if (given.jurisdictions.length > 0) await db.insertInto('jurisdiction').values(numbered(given.jurisdictions)).execute()
}

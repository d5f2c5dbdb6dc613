import type { PersonId } from '#kernel/id.ts'
import type { Scope } from '#modules/people/index.ts'
import type { Db } from '#platform/db.ts'
import { runsOn } from '../domain/tenure.ts'
import { focalPointRows, type Reach } from '../posting-store.ts'
import type { FocalDuty } from '../tables.ts'

/** A person responsible for training in a place, or who stands in for her, and for how long. */
export interface FocalPoint {
  readonly id: string
  readonly person: PersonId
  readonly place: Scope
  readonly duty: FocalDuty
  readonly from: string
  readonly to?: string
}

export async function focalPoints(db: Db, reach: Reach): Promise<FocalPoint[]> {
  const rows = await focalPointRows(db, { reach })
  return rows.map(({ id, person, place, duty, from_day, to_day }) => ({
    ...{ id, person: person as PersonId, place, duty, from: from_day },
    ...(to_day !== null && { to: to_day }),
  }))
}

/** Which duties somebody has in a place on a day: what the public learns of it. */
export async function dutiesAt(db: Db, place: Scope, day: string): Promise<FocalDuty[]> {
  const rows = await focalPointRows(db, { place })
  const running = rows.filter(({ from_day, to_day }) => runsOn({ from: from_day, ...(to_day !== null && { to: to_day }) }, day))
  return [...new Set(running.map(({ duty }) => duty))].sort().reverse()
}

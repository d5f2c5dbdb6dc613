import { type VerbName, verbs } from '@putokaz/xapi'
import { sql } from 'kysely'
import { type Db, reading } from '#platform/db.ts'
import type { RecordsTables } from './tables.ts'

export interface FirstDay {
  readonly person: string
  readonly at: Date
}

/**
 * When something was first recorded of each of these people with the Centre's word: days, and nothing of what was said. `activity`
 * is a pattern of SQL's `like` over activity ids.
 */
export async function firstDays(db: Db, people: readonly string[], asked: { verb: VerbName; activity: string }): Promise<FirstDay[]> {
  if (people.length === 0) return []
  return reading<RecordsTables>(db)
    .selectFrom('statement')
    .select(['actor as person', sql<Date>`min(stored)`.as('at')])
    .where('actor', 'in', [...people])
    .where('verb', '=', verbs[asked.verb])
    .where('authority', '=', 'centre')
    .where('object', 'like', asked.activity)
    .groupBy('actor')
    .execute()
}

/** Days only: these queries select no answer, point, result or note, so that whoever asks them can't come to see one. */
import { sql } from 'kysely'
import { type Db, reading } from '#platform/db.ts'
import type { LearningTables } from './tables.ts'

export interface DayOf {
  readonly person: string
  readonly at: Date
}

export async function nominationDays(db: Db, people: readonly string[], course: string): Promise<DayOf[]> {
  return reading<LearningTables>(db)
    .selectFrom('nomination')
    .select(['person', 'nominated_at as at'])
    .where('person', 'in', [...people])
    .where('course', '=', course)
    .execute()
}

/** When each of these people first began a test of the course. */
export async function attemptDays(db: Db, people: readonly string[], course: string): Promise<DayOf[]> {
  return reading<LearningTables>(db)
    .selectFrom('attempt')
    .select(({ fn }) => ['person', fn.min('started_at').as('at')])
    .where('person', 'in', [...people])
    .where('course', '=', course)
    .groupBy('person')
    .execute()
}

/** How many attempts each of these people made at the tests that she did not pass, all handed in, and how many she was given. */
export async function spentAttempts(db: Db, people: readonly string[], courseVersion: string) {
  return reading<LearningTables>(db)
    .selectFrom('attempt')
    .select(({ fn }) => [
      'person',
      'test',
      fn.countAll<number>().as('used'),
      sql<number>`(select coalesce(sum(g.attempts), 0) from attempt_grant g
        where g.person = attempt.person and g.course_version = attempt.course_version and g.test = attempt.test)`.as('given'),
    ])
    .where('person', 'in', [...people])
    .where('course_version', '=', courseVersion)
    .groupBy(['person', 'test', 'course_version'])
    .having(sql<boolean>`bool_and(passed is not true and handed_in_at is not null)`)
    .execute()
}

import type { PersonId } from '#kernel/id.ts'
import type { PublishedCourse } from '#modules/courses/index.ts'
import { accountsOf } from '#modules/people/index.ts'
import { activityId, firstDays } from '#modules/records/index.ts'
import type { App } from '#platform/app.ts'
import { outlineOf, rulesOf } from '../course-tests.ts'
import { testsOf } from '../domain/course-state.ts'
import { attemptDays, type DayOf, nominationDays, spentAttempts } from '../standing-store.ts'

export { peopleWithin } from './people-within.ts'

/** Where a person stands in a course, as far as those may know who are responsible for her: never answers, results or notes. */
export interface Standing {
  readonly nominatedAt?: Date
  readonly startedAt?: Date
  readonly completedAt?: Date
}

/** The standing of each of these people in a course, whatever its version and account; somebody of whom nothing is known is left out. */
export async function standingIn(app: App, people: readonly PersonId[], course: string): Promise<Map<PersonId, Standing>> {
  if (people.length === 0) return new Map()
  const { db } = app
  const persons = await accountsOf(db, people)
  const accounts = [...persons.keys()]
  // `_` and `%` can't stand in the code of a course.
  const path = activityId(app, `course/${course}/version/`)
  const [nominated, attempted, read, completed] = [
    await nominationDays(db, accounts, course),
    await attemptDays(db, accounts, course),
    await firstDays(db, accounts, { verb: 'experienced', activity: `${path}%` }),
    await firstDays(db, accounts, { verb: 'completed', activity: `${path}%` }),
  ]
  const found = new Map<PersonId, { nominatedAt?: Date; startedAt?: Date; completedAt?: Date }>()
  const note = (days: readonly DayOf[], field: keyof Standing) => {
    for (const { person: account, at } of days) {
      const person = persons.get(account as PersonId) ?? (account as PersonId)
      const known = found.get(person) ?? {}
      const earlier = known[field]
      found.set(person, { ...known, [field]: earlier && earlier < at ? earlier : at })
    }
  }
  note(nominated, 'nominatedAt')
  note([...attempted, ...read], 'startedAt')
  note(completed, 'completedAt')
  return found
}

/** A test at which a person has no attempt left and passed with none. */
export interface BlockedTest {
  readonly person: PersonId
  readonly test: string
}

/** For those who may give more attempts: who of these people waits for one. */
export async function blockedTests(app: App, people: readonly PersonId[], course: PublishedCourse): Promise<BlockedTest[]> {
  if (people.length === 0) return []
  const spent = await spentAttempts(app.db, people, course.id)
  const known = new Set(testsOf(outlineOf(course)))
  return spent
    .filter(({ test, used, given }) => known.has(test) && used >= (rulesOf(course, test)?.attempts ?? 0) + given)
    .map(({ person, test }) => ({ person: person as PersonId, test }))
}

import { done, type Result, refuse } from '#kernel/result.ts'
import { noteDeed } from '#modules/audit/index.ts'
import type { SignedIn } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import type { Tx } from '#platform/db.ts'
import { attemptsOf, oneAtATime } from '../attempt-store.ts'
import { openTest } from '../course-tests.ts'
import { decideGrant, type GrantRefusal } from '../domain/attempt.ts'
import { addGrant, grantedAttempts } from '../nomination-store.ts'
import { peopleWithin } from '../queries/people-within.ts'

export interface AttemptsToGrant {
  readonly by: SignedIn
  readonly person: string
  readonly course: string
  readonly test: string
  /** Made before the command, so that a repeat gives nothing twice. */
  readonly id: string
}

type Granted = Result<null, GrantRefusal | 'nobody' | 'no-such-test'>

/** Gives one more attempt at a test to a person who has none left and did not pass. */
export async function grantAttempt(app: App, given: AttemptsToGrant): Promise<Granted> {
  const { by, id } = given
  const [person] = await peopleWithin(app, app.db, { actor: by, deed: 'grant-attempts', people: [given.person] })
  if (!person) return refuse('nobody')
  const work = async (tx: Tx): Promise<Granted> => {
    const found = await openTest(tx, given.course, given.test)
    if (!found) return refuse('no-such-test')
    const { course, rules } = found
    await oneAtATime(tx, person, course.code)
    const attempts = await attemptsOf(tx, person, { courseVersion: course.id, test: given.test })
    const granted = await grantedAttempts(tx, person, { courseVersion: course.id, test: given.test })
    const decision = decideGrant({ ...rules, attempts: rules.attempts + granted }, attempts)
    if (!decision.ok) return decision
    const at = { course: course.code, course_version: course.id, test: given.test }
    await addGrant(tx, { id: app.newId(), person, ...at, attempts: 1, granted_by: by.id, granted_at: app.now() })
    await noteDeed(app, tx, { deed: 'learning.attempt-granted', by: by.id, about: person, on: `course:${course.code}`, detail: { test: given.test } })
    return done(null)
  }
  // The name of a command is hers alone: nobody gets the outcome of somebody else's.
  return app.db.transact(work, { commandId: `grant-attempt/${by.id}/${id}` })
}

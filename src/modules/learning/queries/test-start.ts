import type { PersonId } from '#kernel/id.ts'
import type { PublishedCourse } from '#modules/courses/index.ts'
import type { App } from '#platform/app.ts'
import { attemptsOf } from '../attempt-store.ts'
import { openTest } from '../course-tests.ts'
import { isUnderWay, type TestRules } from '../domain/attempt.ts'
import { percentOf } from '../domain/result.ts'
import { grantedAttempts } from '../nomination-store.ts'
import { stateOf } from './attempt-state.ts'

export interface PastAttempt {
  readonly id: string
  readonly handedInAt: Date
  readonly percent: number
  readonly passed: boolean
}

/** What is said before a test begins. */
export interface TestStart {
  readonly course: PublishedCourse
  readonly rules: TestRules
  /** Absent for a visitor. */
  readonly hers?: { readonly left: number; readonly granted: number; readonly open: string | null; readonly past: readonly PastAttempt[] }
}

/** The rules of a test and, for somebody who is signed in, her attempts at it. */
export async function testStart(app: App, given: { course: string; test: string; person: PersonId | null }): Promise<TestStart | null> {
  const found = await openTest(app.db, given.course, given.test)
  if (!found || given.person === null) return found ?? null
  const attempts = await attemptsOf(app.db, given.person, { courseVersion: found.course.id, test: given.test })
  const granted = await grantedAttempts(app.db, given.person, { courseVersion: found.course.id, test: given.test })
  const open = attempts.find((attempt) => isUnderWay(stateOf(attempt), app.now()))
  const past = attempts.flatMap(({ id, handed_in_at, points, most, passed }) =>
    handed_in_at ? [{ id, handedInAt: handed_in_at, percent: percentOf({ points: points ?? 0, most }), passed: passed ?? false }] : [],
  )
  return { ...found, hers: { left: Math.max(0, found.rules.attempts + granted - attempts.length), granted, open: open?.id ?? null, past } }
}

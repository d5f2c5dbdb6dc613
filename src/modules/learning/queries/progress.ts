import type { PersonId } from '#kernel/id.ts'
import type { Localized } from '#kernel/localized.ts'
import { type Course, courseByCode, type PublishedCourse } from '#modules/courses/index.ts'
import { activityId, type StoredStatement, statementsOf } from '#modules/records/index.ts'
import type { App } from '#platform/app.ts'
import type { Db } from '#platform/db.ts'
import { type AttemptRow, attemptsOf } from '../attempt-store.ts'
import { coursePath, outlineOf, rulesOf } from '../course-tests.ts'
import { isUnderWay, stageOf } from '../domain/attempt.ts'
import { type Attempts, doneOf, testsOf } from '../domain/course-state.ts'
import { type Progress, progressFrom } from '../domain/progress.ts'
import { type WhereInCourse, whereInCourse } from '../domain/where-in-course.ts'
import { grantsOf, nominationsOf } from '../nomination-store.ts'
import { findReadingPlaces } from '../place-store.ts'
import { stateOf } from './attempt-state.ts'

/** How far a person is in a version of a course. */
export async function progressOf(app: App, person: PersonId, course: Pick<Course, 'code' | 'version'>, db: Db = app.db): Promise<Progress> {
  const id = activityId(app, coursePath(course))
  return progressFrom(await statementsOf(db, person, id), id)
}

/** A course of somebody's, with the one thing to do next. */
export interface CourseState extends WhereInCourse {
  readonly course: PublishedCourse
  readonly done: number
  readonly total: number
  readonly lastAt?: string
}

/** Where a person stands in a course. */
export async function courseStateOf(app: App, person: PersonId, course: PublishedCourse): Promise<CourseState> {
  const [statements, attempts, places, grants] = await Promise.all([
    statementsOf(app.db, person, activityId(app, coursePath(course))),
    attemptsOf(app.db, person, { course: course.code }),
    findReadingPlaces(app.db, person),
    grantsOf(app.db, person, course.id),
  ])
  return stateFrom(app, { course, statements, attempts, grants, place: places.find((place) => place.course === course.code) })
}

interface Known {
  readonly course: PublishedCourse
  readonly statements: readonly StoredStatement[]
  readonly attempts: readonly AttemptRow[]
  /** Attempts beyond those of the rules. */
  readonly grants: Awaited<ReturnType<typeof grantsOf>>
  readonly place: { readonly unit: string; readonly passage: string; readonly changed_at: Date } | undefined
}

function stateFrom(app: App, { course, statements, attempts, grants, place }: Known): CourseState {
  const outline = outlineOf(course)
  const activity = activityId(app, coursePath(course))
  const where = whereInCourse({ outline, activity, told: statements, attempts: attemptsIn(app, course, { attempts, grants }), place })
  const lastAt = [
    where.progress.lastUnit?.at,
    ...attempts.map((attempt) => (attempt.handed_in_at ?? attempt.started_at).toISOString()),
    place?.changed_at.toISOString(),
  ]
    .filter((at) => at !== undefined)
    .toSorted()
    .at(-1)
  return {
    course,
    ...where,
    ...doneOf(outline, where.progress),
    ...(lastAt !== undefined && { lastAt }),
  }
}

function attemptsIn(app: App, course: PublishedCourse, all: Pick<Known, 'attempts' | 'grants'>): Attempts {
  const attempts = all.attempts.filter((attempt) => attempt.course_version === course.id)
  const open = attempts.filter((attempt) => isUnderWay(stateOf(attempt), app.now()))
  const given = (test: string) => all.grants.filter((row) => row.course_version === course.id && row.test === test).reduce((sum, row) => sum + row.attempts, 0)
  const spent = testsOf(outlineOf(course)).filter(
    (test) => attempts.filter((attempt) => attempt.test === test).length >= (rulesOf(course, test)?.attempts ?? 0) + given(test),
  )
  return { open: new Map(open.map(({ test, id }) => [test, id])), spent: new Set(spent.filter((test) => !open.some((attempt) => attempt.test === test))) }
}

/** An attempt under way whose time runs. */
export interface DueAttempt {
  readonly attempt: string
  readonly course: string
  readonly title: Localized
  readonly test: string
  readonly dueAt: Date
}

/** What a learner's own page says of her learning. */
export interface LearnerHome {
  /** The course she was in last and has not finished. */
  readonly goOn: CourseState | null
  readonly courses: readonly CourseState[]
  /** Courses she was nominated for and has not begun, the last first. */
  readonly nominated: readonly PublishedCourse[]
  readonly due: readonly DueAttempt[]
}

/** Everything a person has begun, the last first. */
export async function learnerHome(app: App, person: PersonId): Promise<LearnerHome> {
  const [statements, attempts, places, grants, nominated] = [
    await statementsOf(app.db, person, activityId(app, 'course/')),
    await attemptsOf(app.db, person),
    await findReadingPlaces(app.db, person),
    await grantsOf(app.db, person),
    await nominationsOf(app.db, person),
  ]
  const begun = new Set([
    ...statements.map(({ statement }) => codeOf(app, statement.object.id)),
    ...attempts.map(({ course }) => course),
    ...places.map(({ course }) => course),
  ])
  const courses: CourseState[] = []
  for (const code of begun) {
    const course = await courseByCode(app.db, code)
    if (course)
      courses.push(
        stateFrom(app, {
          course,
          statements,
          attempts: attempts.filter((attempt) => attempt.course === code),
          grants,
          place: places.find((place) => place.course === code),
        }),
      )
  }
  courses.sort((a, b) => ((a.lastAt ?? '') < (b.lastAt ?? '') ? 1 : -1))
  const goOn = courses.find(({ next }) => !['done', 'waits', 'blocked'].includes(next.kind)) ?? null
  const waiting = await Promise.all(nominated.filter(({ course }) => !begun.has(course)).map(({ course }) => courseByCode(app.db, course)))
  return { goOn, courses, nominated: waiting.flatMap((course) => course ?? []), due: dueOf(app, attempts, courses) }
}

function codeOf(app: App, activity: string): string {
  return activity.slice(activityId(app, 'course/').length).split('/')[0] ?? ''
}

function dueOf(app: App, attempts: readonly AttemptRow[], courses: readonly CourseState[]): DueAttempt[] {
  return attempts.flatMap((row) => {
    const course = courses.find((state) => state.course.code === row.course)?.course
    if (!course || row.due_at === null || stageOf(stateOf(row), app.now()) !== 'open') return []
    return [{ attempt: row.id, course: row.course, title: course.title, test: row.test, dueAt: row.due_at }]
  })
}

/** The versions of courses in which a person passed anything: only these can be completed. */
export async function versionsPassedIn(db: Db, person: PersonId): Promise<string[]> {
  const passed = (await attemptsOf(db, person)).filter((attempt) => attempt.passed === true)
  return [...new Set(passed.map((attempt) => attempt.course_version))]
}

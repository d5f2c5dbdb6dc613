import type { PersonId } from '#kernel/id.ts'
import { courseByCode } from '#modules/courses/index.ts'
import { activityId, statementsOf } from '#modules/records/index.ts'
import type { App } from '#platform/app.ts'
import { attemptsOf } from '../attempt-store.ts'
import { type KeptProgress, keptProgressFormat, toldForKeeping } from '../domain/kept-progress.ts'
import { grantsOf } from '../nomination-store.ts'
import { findReadingPlaces } from '../place-store.ts'
import { attemptsIn } from './progress.ts'

/** A person’s progress in a course, for a device of hers that has kept the course; null when there is no such course. */
export async function progressToKeep(app: App, person: PersonId, code: string): Promise<KeptProgress | null> {
  const course = await courseByCode(app.db, code)
  if (!course) return null
  const [statements, attempts, grants, places] = await Promise.all([
    statementsOf(app.db, person, activityId(app, `course/${code}/`)),
    attemptsOf(app.db, person, { course: code }),
    grantsOf(app.db, person, course.id),
    findReadingPlaces(app.db, person),
  ])
  const { open, spent } = attemptsIn(app, course, { attempts, grants })
  const place = places.find((one) => one.course === code)
  return {
    format: keptProgressFormat,
    person,
    course: code,
    version: course.version,
    told: toldForKeeping(statements),
    open: [...open],
    spent: [...spent],
    ...(place && { place: { unit: place.unit, passage: place.passage, at: place.changed_at.toISOString() } }),
  }
}

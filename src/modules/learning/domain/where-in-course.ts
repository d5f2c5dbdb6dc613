import { type Attempts, type CourseOutline, type Next, nextStep } from './course-state.ts'
import { type Progress, progressFrom, type Told } from './progress.ts'

/** Where somebody stopped reading. */
export interface StoppedAt {
  readonly unit: string
  readonly passage: string
}

/** All that decides where a person stands in a course, on the server and on a device that has it. */
export interface InCourse {
  readonly outline: CourseOutline
  /** Id of the activity of this version. */
  readonly activity: string
  readonly told: Iterable<Told>
  readonly attempts: Attempts
  readonly place: StoppedAt | undefined
}

export interface WhereInCourse {
  readonly progress: Progress
  readonly next: Next
  /** Passage at which she stopped in the unit that is next. */
  readonly passage?: string
}

/** Reading goes on where she stopped, also when that is not the first unit she has not read. */
export function whereInCourse({ outline, activity, told, attempts, place }: InCourse): WhereInCourse {
  const progress = progressFrom(told, activity)
  const planned = nextStep(outline, progress, attempts)
  const hasUnit = (slug: string) => outline.chapters.some(({ units }) => units.includes(slug))
  if (!place || planned.kind !== 'unit' || progress.units.has(place.unit) || !hasUnit(place.unit)) return { progress, next: planned }
  const next: Next = { kind: 'unit', unit: place.unit, first: false }
  return { progress, next, ...(place.passage !== '' && { passage: place.passage }) }
}

import type { CourseSource, Front, Localized, Part, TestSource } from '@putokaz/manuscript'
import type { Id } from '#kernel/id.ts'

export type CourseVersionId = Id<'course-version'>

/** What a course page says of a unit. */
export interface UnitCard {
  readonly slug: string
  readonly title: Localized
  readonly minutes: number
  readonly part: Part
  readonly outcomes: readonly string[]
}

export interface Chapter {
  readonly id: string
  readonly title: Localized
  readonly units: readonly UnitCard[]
  readonly test?: TestSource
  /** Said to come: it has no units yet. */
  readonly announced?: true
}

/** What is said of every course, also one that is only announced. */
export interface Course {
  readonly code: string
  readonly status: 'published' | 'announced'
  readonly version: string
  readonly legalState?: string
  readonly sample: boolean
  readonly title: Localized
  readonly promise: Localized
  readonly audience: Localized
  readonly posts: 'all' | readonly string[]
  readonly areas: readonly string[]
  readonly hours: number
  readonly format: 'online' | 'live' | 'blended'
  readonly prerequisites: readonly string[]
  readonly acts: readonly string[]
  readonly validity?: { readonly years: number }
  readonly owner: Localized
  readonly checked: string
  readonly nextCheck: string
  readonly outcomes: readonly { readonly id: string; readonly text: Localized }[]
  readonly chapters: readonly Chapter[]
  readonly finalTest?: TestSource
}

/** A version of a course that people learn from; it never changes. */
export interface PublishedCourse extends Course {
  readonly id: CourseVersionId
}

/** A course in the catalogue. */
export interface CourseCard extends Pick<Course, 'code' | 'status' | 'version' | 'sample' | 'title' | 'promise' | 'audience' | 'areas' | 'hours' | 'format'> {
  /** It is open, and some of its chapters are still to come. */
  readonly waits: boolean
}

export function cardOf(course: Course): CourseCard {
  const { code, status, version, sample, title, promise, audience, areas, hours, format } = course
  const waits = status === 'published' && waitsForChapters(course)
  return { code, status, version, sample, title, promise, audience, areas, hours, format, waits }
}

/** The course as it is kept: its file without places in it, its units with what their front matter says. */
export function courseOf(source: CourseSource, fronts: ReadonlyMap<string, Front>): Course {
  const { file: _, lines: __, chapters, ...rest } = source
  return { ...rest, chapters: chapters.map((chapter) => ({ ...chapter, units: chapter.units.flatMap((slug) => unitCard(slug, fronts.get(slug))) })) }
}

function unitCard(slug: string, front: Front | undefined): UnitCard[] {
  if (!front) return []
  return [{ slug, title: front.title, minutes: front.minutes ?? 10, part: front.part ?? 'general', outcomes: front.outcomes ?? [] }]
}

/** Every unit in order, with its chapter. */
export function unitsInOrder(course: Pick<Course, 'chapters'>): (UnitCard & { readonly chapter: Chapter })[] {
  return course.chapters.flatMap((chapter) => chapter.units.map((unit) => ({ ...unit, chapter })))
}

/** Whether chapters of an open course are still to come: until then nobody can complete it. */
export function waitsForChapters(course: Pick<Course, 'chapters'>): boolean {
  return course.chapters.some(({ announced }) => announced)
}

/** The parts of a chapter in the order of its units: those that stand together and answer for the same thing. */
export function partsOf(chapter: Pick<Chapter, 'units'>): { part: Part; units: UnitCard[] }[] {
  const parts: { part: Part; units: UnitCard[] }[] = []
  for (const unit of chapter.units) {
    const last = parts.at(-1)
    if (last?.part === unit.part) last.units.push(unit)
    else parts.push({ part: unit.part, units: [unit] })
  }
  return parts
}

/** Whether version `a` comes before version `b`; both are three numbers with dots. */
export function isOlder(a: string, b: string): boolean {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number))
  for (const [i, number] of (left ?? []).entries()) if (number !== right?.[i]) return number < (right?.[i] ?? 0)
  return false
}

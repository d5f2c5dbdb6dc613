import type { PublishedCourse } from '#modules/courses/index.ts'
import { bookmarks, courseStateOf, notesOf, progressOf } from '#modules/learning/index.ts'
import type { SignedIn } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'

/** A test that this device took along. Only the device knows of it, so only its shell tells a page. */
export interface TestHere {
  readonly test: string
  readonly attempt: string
  /** Handed in on the device; its answers may still wait for a network. */
  readonly isHandedIn: boolean
}

/** What a signed-in reader has done in a course and left at one of its units. */
export interface OwnAtUnit {
  readonly read: readonly string[]
  readonly note: string
  readonly bookmarked: boolean
  readonly testsHere?: readonly TestHere[]
}

export async function ownAtUnit(app: App, { id }: SignedIn, course: { code: string; version: string }, unit: string): Promise<OwnAtUnit> {
  const at = { course: course.code, unit }
  const [progress, notes, marked] = await Promise.all([progressOf(app, id, course), notesOf(app.db, id, at), bookmarks(app.db, id, at)])
  const ofWhole = <T extends { passage: string }>(things: readonly T[]) => things.find(({ passage }) => passage === '')
  return { read: [...progress.units.keys()], note: ofWhole(notes)?.text ?? '', bookmarked: ofWhole(marked) !== undefined }
}

/** What a signed-in reader has read of a course, and where she goes on; the path is below the course. */
export interface OwnInCourse {
  readonly read: readonly string[]
  readonly goOn?: string
  readonly testsHere?: readonly TestHere[]
}

export async function ownInCourse(app: App, { id }: SignedIn, course: PublishedCourse): Promise<OwnInCourse> {
  const { progress, next, passage } = await courseStateOf(app, id, course)
  const read = [...progress.units.keys()]
  if (next.kind === 'unit' && !next.first) return { read, goOn: `/${next.unit}${passage ? `#${passage}` : ''}` }
  return next.kind === 'test' || next.kind === 'attempt' ? { read, goOn: `/tests/${next.test}` } : { read }
}

import type { PublishedCourse } from '#modules/courses/index.ts'
import { bookmarks, courseStateOf, notesOf, progressOf } from '#modules/learning/index.ts'
import type { SignedIn } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { type OwnInCourse, ownFrom, type TestHere } from './own-from.ts'

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

export async function ownInCourse(app: App, { id }: SignedIn, course: PublishedCourse): Promise<OwnInCourse> {
  return ownFrom(await courseStateOf(app, id, course))
}

import type { PersonId } from '#kernel/id.ts'
import type { Db } from '#platform/db.ts'
import { findBookmarks, findNotes } from '../place-store.ts'

export interface Note {
  readonly course: string
  readonly unit: string
  /** Empty: the unit as a whole. */
  readonly passage: string
  readonly text: string
  readonly changedAt: Date
}

/** A person's notes, all or those in a course or unit, the last first. */
export async function notesOf(db: Db, person: PersonId, at: { course?: string; unit?: string } = {}): Promise<Note[]> {
  const rows = await findNotes(db, person, at)
  return rows.map(({ course, unit, passage, body, changed_at }) => ({ course, unit, passage, text: body, changedAt: changed_at }))
}

export interface Bookmark {
  readonly course: string
  readonly unit: string
  readonly passage: string
  readonly madeAt: Date
}

/** A person's bookmarks, all or those in a course or unit, the last first. */
export async function bookmarks(db: Db, person: PersonId, at: { course?: string; unit?: string } = {}): Promise<Bookmark[]> {
  const rows = await findBookmarks(db, person, at)
  return rows.map(({ course, unit, passage, made_at }) => ({ course, unit, passage, madeAt: made_at }))
}

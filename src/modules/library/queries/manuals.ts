import type { Db } from '#platform/db.ts'
import { type Chapter, chapterAmong, type ManualCard, type ManualContent } from '../domain/manual.ts'
import { currentEdition, manualCards } from '../store.ts'

/** The manuals on the shelf, each by the cover of its newest edition. */
export function manuals(db: Db): Promise<ManualCard[]> {
  return manualCards(db)
}

export interface PublishedManual extends ManualContent {
  /** Of the edition. */
  readonly id: string
}

/** The newest edition of a manual; null when there is none of that name. */
export async function manual(db: Db, slug: string): Promise<PublishedManual | null> {
  const found = await currentEdition(db, slug)
  return found ? { id: found.id, ...found.content } : null
}

export interface ManualChapter {
  readonly manual: PublishedManual
  readonly chapter: Chapter
  /** Its place in the order of reading, from 1. */
  readonly number: number
  readonly previous?: Chapter
  readonly next?: Chapter
}

/** A chapter with its manual and neighbours; null when there is none of that name. */
export async function manualChapter(db: Db, slug: string, chapter: string): Promise<ManualChapter | null> {
  const whole = await manual(db, slug)
  const found = whole && chapterAmong(whole.chapters, chapter)
  return whole && found ? { manual: whole, ...found } : null
}

import type { Variant } from '#kernel/localized.ts'
import { areas } from '#modules/areas/index.ts'
import { acts } from '#modules/laws/index.ts'
import type { App } from '#platform/app.ts'
import type { Chapter } from '../domain/manual.ts'
import { type ChapterPage, type ChapterText, type ManualPage, shownChapter, shownChapterText, shownManual } from '../domain/manual-page.ts'
import { type PrintPage, shownPrint } from '../domain/print-page.ts'
import { madeFiles } from '../store.ts'
import { manual, manualChapter, type PublishedManual } from './manuals.ts'
import { termNotes } from './text-with-terms.ts'

/** The cover of a manual for a reader; null when there is none. */
export async function manualPage(app: App, slug: string, variant: Variant): Promise<ManualPage | null> {
  const edition = await manual(app.db, slug)
  if (!edition) return null
  return shownManual({ edition, areas: await areas(app.db), made: await madeFiles(app.db, edition.id) }, variant)
}

/** The words of a chapter in the reader's variant; deriving the other script is done once an edition. */
export function chapterText(app: App, edition: PublishedManual, chapter: Chapter, variant: Variant): ChapterText {
  return app.memo.get(`library/chapter/${edition.id}/${chapter.slug}/${variant}`, () => shownChapterText(chapter, variant))
}

/** A chapter of a manual for a reader; null when there is none. */
export async function chapterPage(app: App, place: { manual: string; chapter: string }, variant: Variant): Promise<ChapterPage | null> {
  const found = await manualChapter(app.db, place.manual, place.chapter)
  if (!found) return null
  const { manual: edition, chapter } = found
  const text = chapterText(app, edition, chapter, variant)
  const notes = await termNotes(app, text.written)
  return shownChapter({ edition, slug: chapter.slug, text, notes, acts: await acts(app.db) }, variant)
}

/** The whole manual on one page; null when there is no such manual. */
export async function printPage(app: App, slug: string, variant: Variant): Promise<PrintPage | null> {
  const edition = await manual(app.db, slug)
  if (!edition) return null
  const texts = edition.chapters.map((chapter) => chapterText(app, edition, chapter, variant))
  return shownPrint({ edition, texts, areas: await areas(app.db), acts: await acts(app.db) }, variant)
}

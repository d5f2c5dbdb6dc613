import { withIds } from '@putokaz/manuscript'
import type { Variant } from '#kernel/localized.ts'
import { areas } from '#modules/areas/index.ts'
import { acts } from '#modules/laws/index.ts'
import type { App } from '#platform/app.ts'
import { type CitedActs, type ShownFile, shownFiles } from '../domain/beside.ts'
import type { Chapter } from '../domain/manual.ts'
import {
  type ChapterLine,
  type ChapterPage,
  type ChapterText,
  lineOf,
  type ManualHead,
  type ManualPage,
  shownChapter,
  shownChapterText,
  shownHead,
  shownManual,
} from '../domain/manual-page.ts'
import { madeFiles } from '../store.ts'
import { citedActs } from './beside.ts'
import { manual, manualChapter, type PublishedManual } from './manuals.ts'
import { termNotes } from './text-with-terms.ts'

/** The cover of a manual for a reader; null when there is none. */
export async function manualPage(app: App, slug: string, variant: Variant): Promise<ManualPage | null> {
  const edition = await manual(app.db, slug)
  if (!edition) return null
  return shownManual({ edition, areas: await areas(app.db), made: await madeFiles(app.db, edition.id) }, variant)
}

/** What every page of a manual says of it. */
export async function headOf(app: App, edition: PublishedManual, variant: Variant): Promise<ManualHead> {
  return shownHead(edition, await areas(app.db), variant)
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

export interface PrintPage {
  readonly manual: ManualHead
  readonly chapters: readonly (ChapterLine & { readonly text: ChapterText })[]
  readonly files: Readonly<Record<string, ShownFile>>
  readonly acts: CitedActs
}

/** The whole manual on one page; ids begin with the chapter's name, so that none comes twice. */
export async function printPage(app: App, slug: string, variant: Variant): Promise<PrintPage | null> {
  const edition = await manual(app.db, slug)
  if (!edition) return null
  const chapters = edition.chapters.map((chapter) => {
    const text = chapterText(app, edition, chapter, variant)
    return { ...lineOf(chapter, variant), text: { ...text, blocks: withIds(text.blocks, `${chapter.slug}--`) } }
  })
  return {
    manual: await headOf(app, edition, variant),
    chapters,
    files: shownFiles(edition.files, variant),
    acts: await citedActs(
      app.db,
      chapters.flatMap(({ text }) => text.blocks),
      variant,
    ),
  }
}

/** Pages of manuals out of what a device has kept: the same data as the server gives to the same pages. */
import type { Variant } from '#kernel/localized.ts'
import { shownChecklists } from '#modules/library/domain/checklists-page.ts'
import { shownIndex } from '#modules/library/domain/index-page.ts'
import { shownChapter, shownChapterText, shownManual } from '#modules/library/domain/manual-page.ts'
import type { KeptManual } from '../contract.ts'
import { notesFor } from './notes-for.ts'

/** The cover of a manual. */
export function manualView(kept: KeptManual, variant: Variant) {
  return { manual: shownManual(kept, variant) }
}

/** The page of a chapter; null when the manual has none of that name. */
export function chapterView({ edition, terms, acts }: KeptManual, slug: string, variant: Variant) {
  const chapter = edition.chapters.find((one) => one.slug === slug)
  if (!chapter) return null
  const text = shownChapterText(chapter, variant)
  const page = shownChapter({ edition, slug, text, notes: notesFor(terms, text.written), acts }, variant)
  return page && { page }
}

/** The index of a manual. */
export function manualIndexView({ edition, terms, areas }: KeptManual, variant: Variant) {
  const texts = edition.chapters.map((chapter) => shownChapterText(chapter, variant))
  return { page: shownIndex({ edition, texts, areas, terms, finder: (written) => notesFor(terms, written).finder }, variant) }
}

/** All lists to tick of a manual. */
export function checklistsView({ edition, areas }: KeptManual, variant: Variant) {
  const texts = edition.chapters.map((chapter) => shownChapterText(chapter, variant))
  return { page: shownChecklists({ edition, texts, areas }, variant) }
}

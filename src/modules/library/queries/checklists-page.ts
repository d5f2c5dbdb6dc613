import type { Variant } from '#kernel/localized.ts'
import { areas } from '#modules/areas/index.ts'
import type { App } from '#platform/app.ts'
import { type ChecklistsPage, shownChecklists } from '../domain/checklists-page.ts'
import { chapterText } from './manual-page.ts'
import { manual } from './manuals.ts'

/** All lists to tick of a manual, in the order of reading; null when there is no such manual. */
export async function checklistsPage(app: App, slug: string, variant: Variant): Promise<ChecklistsPage | null> {
  const edition = await manual(app.db, slug)
  if (!edition) return null
  const texts = edition.chapters.map((chapter) => chapterText(app, edition, chapter, variant))
  return shownChecklists({ edition, texts, areas: await areas(app.db) }, variant)
}

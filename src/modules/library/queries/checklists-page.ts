import { allBlocks, type Inline } from '@putokaz/manuscript'
import type { Variant } from '#kernel/localized.ts'
import type { App } from '#platform/app.ts'
import { type ChapterLine, lineOf, type ManualHead } from '../domain/manual-page.ts'
import { termMarks } from '../domain/term-notes.ts'
import { chapterText, headOf } from './manual-page.ts'
import { manual } from './manuals.ts'

/** A list to tick, with the place it was written for. */
export interface ManualChecklist {
  readonly id: string
  readonly title: readonly Inline[]
  readonly items: readonly (readonly Inline[])[]
  readonly chapter: ChapterLine
  readonly written: Variant
  readonly mark?: 'check' | 'practice' | 'sample'
}

export interface ChecklistsPage {
  readonly manual: ManualHead
  readonly lists: readonly ManualChecklist[]
}

/** All lists to tick of a manual, in the order of reading; null when there is no such manual. */
export async function checklistsPage(app: App, slug: string, variant: Variant): Promise<ChecklistsPage | null> {
  const edition = await manual(app.db, slug)
  if (!edition) return null
  const lists = edition.chapters.flatMap((chapter) => {
    const { blocks, written } = chapterText(app, edition, chapter, variant)
    const line = lineOf(chapter, variant)
    return allBlocks([...blocks]).flatMap((block): ManualChecklist[] => {
      if (block.kind !== 'checklist') return []
      const mark = termMarks[block.origin.mark]
      return [{ id: `${chapter.slug}--${block.id}`, title: block.title, items: block.items, chapter: line, written, ...(mark && { mark }) }]
    })
  })
  return { manual: await headOf(app, edition, variant), lists }
}

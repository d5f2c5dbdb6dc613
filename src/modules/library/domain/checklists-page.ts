import { allBlocks, type Inline } from '@putokaz/manuscript'
import type { Variant } from '#kernel/localized.ts'
import type { NamedArea } from './beside.ts'
import type { ManualContent } from './manual.ts'
import { type ChapterLine, type ChapterText, lineOf, type ManualHead, shownHead } from './manual-page.ts'
import { termMarks } from './term-notes.ts'

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

/** What the lists of a manual are made of; on the server it comes from the database, on a device from what is kept there. */
export interface ChecklistsParts {
  readonly edition: ManualContent
  /** Of the chapters, in their order. */
  readonly texts: readonly ChapterText[]
  readonly areas: readonly NamedArea[]
}

/** All lists to tick of a manual, in the order of reading. */
export function shownChecklists({ edition, texts, areas }: ChecklistsParts, variant: Variant): ChecklistsPage {
  const lists = edition.chapters.flatMap((chapter, at) => {
    const { blocks, written } = texts[at] ?? { blocks: [], written: variant }
    const line = lineOf(chapter, variant)
    return allBlocks([...blocks]).flatMap((block): ManualChecklist[] => {
      if (block.kind !== 'checklist') return []
      const mark = termMarks[block.origin.mark]
      return [{ id: `${chapter.slug}--${block.id}`, title: block.title, items: block.items, chapter: line, written, ...(mark && { mark }) }]
    })
  })
  return { manual: shownHead(edition, areas, variant), lists }
}

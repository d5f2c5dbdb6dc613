import { withIds } from '@putokaz/manuscript'
import type { Variant } from '#kernel/localized.ts'
import { type CitedActs, type NamedAct, type NamedArea, namedActs, type ShownFile, shownFiles } from './beside.ts'
import type { ManualContent } from './manual.ts'
import { type ChapterLine, type ChapterText, lineOf, type ManualHead, shownHead } from './manual-page.ts'

export interface PrintPage {
  readonly manual: ManualHead
  readonly chapters: readonly (ChapterLine & { readonly text: ChapterText })[]
  readonly files: Readonly<Record<string, ShownFile>>
  readonly acts: CitedActs
}

/** What the page is made of; on the server it comes from the database, on a device from what is kept there. */
export interface PrintParts {
  readonly edition: ManualContent
  /** Of the chapters, in their order. */
  readonly texts: readonly ChapterText[]
  readonly areas: readonly NamedArea[]
  readonly acts: readonly NamedAct[]
}

/** The whole manual on one page; ids begin with the chapter's name, so that none comes twice. */
export function shownPrint({ edition, texts, areas, acts }: PrintParts, variant: Variant): PrintPage {
  const chapters = edition.chapters.flatMap((chapter, at) => {
    const text = texts[at]
    return text ? [{ ...lineOf(chapter, variant), text: { ...text, blocks: withIds(text.blocks, `${chapter.slug}--`) } }] : []
  })
  const blocks = chapters.flatMap(({ text }) => text.blocks)
  return { manual: shownHead(edition, areas, variant), chapters, files: shownFiles(edition.files, variant), acts: namedActs(acts, blocks, variant) }
}

import { allBlocks, type Block } from '@putokaz/manuscript'
import type { Localized } from '#kernel/localized.ts'
import type { Chapter } from './manual.ts'

/** Where a passage of a manual comes from, told for one act or for none. */
export interface Citation {
  readonly chapter: string
  readonly passage: string
  readonly act: string | null
  readonly article: string | null
  readonly asOf: string | null
  readonly fact: string | null
  readonly source: string | null
  readonly mark: string
  readonly owner: Localized
  readonly checked: string
  readonly nextCheck: string
}

/** Every passage that cites an act or rests on a fact or a source; once for each act it cites. */
export function citationsOf(chapters: readonly Chapter[]): Citation[] {
  return chapters.flatMap((chapter) => allBlocks(chapter.blocks).flatMap((block) => citationsOfPassage(chapter, block)))
}

function citationsOfPassage(chapter: Chapter, { id, kind, origin }: Block): Citation[] {
  const rests = origin.cites.length > 0 || origin.fact !== undefined || origin.source !== undefined
  if (kind === 'heading' || !rests) return []
  const cites: { act: string | null; article?: string }[] = origin.cites.length > 0 ? origin.cites : [{ act: null }]
  return cites.map(({ act, article }) => ({
    chapter: chapter.slug,
    passage: id,
    act,
    article: article ?? null,
    asOf: origin.asOf ?? null,
    fact: origin.fact ?? null,
    source: origin.source ?? null,
    mark: origin.mark,
    owner: origin.owner ?? chapter.owner,
    checked: origin.checked ?? chapter.checked,
    nextCheck: origin.nextCheck ?? chapter.nextCheck,
  }))
}

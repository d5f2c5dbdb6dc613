import { type Block, type ManualSource, type Manuscript, translationOf } from '@putokaz/manuscript'
import type { Localized } from '#kernel/localized.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import type { StoredFile } from './stored-file.ts'

export interface Chapter {
  readonly slug: string
  readonly title: Localized
  readonly summary?: Localized
  readonly owner: Localized
  readonly checked: string
  readonly nextCheck: string
  readonly blocks: Block[]
  /** The translation, and how many of its passages are missing, spare or older than the source. */
  readonly english?: { readonly blocks: Block[]; readonly gaps: number }
}

/** What a cover says of a manual. */
export interface ManualCover {
  readonly slug: string
  readonly title: Localized
  readonly summary: Localized
  readonly edition: string
  readonly published: string
  readonly legalState?: string
  readonly sample: boolean
  readonly owner: Localized
  readonly checked: string
  readonly nextCheck: string
  readonly areas: readonly string[]
  readonly audience: Localized
}

/** A manual on the shelf: its cover, without its text. */
export interface ManualCard extends ManualCover {
  readonly id: string
  /** Languages it can be read in, at least in part. */
  readonly languages: readonly string[]
  /** Some of its chapters, but not all, stand in English. */
  readonly partlyEnglish: boolean
}

/** An edition of a manual, whole. */
export interface ManualContent extends ManualCover {
  readonly chapters: readonly Chapter[]
  /** By the path that the text calls them. */
  readonly files: Readonly<Record<string, StoredFile>>
}

export interface ManualTexts {
  readonly manual: ManualSource
  /** By the name of the file without its ending. */
  readonly chapters: ReadonlyMap<string, Manuscript>
  readonly english?: ReadonlyMap<string, Manuscript>
}

/** Puts an edition together from what was read; a chapter that the manual lists must be there. */
export function manualContent(texts: ManualTexts, files: Record<string, StoredFile>): Result<ManualContent, 'chapter-missing'> {
  const { file: _file, lines: _lines, chapters: order, sample = false, ...cover } = texts.manual
  const chapters: Chapter[] = []
  for (const slug of order) {
    const source = texts.chapters.get(slug)
    if (!source) return refuse('chapter-missing')
    chapters.push(chapterOf(slug, source, texts.english?.get(slug)))
  }
  return done({ ...cover, sample, chapters, files })
}

function chapterOf(slug: string, source: Manuscript, english: Manuscript | undefined): Chapter {
  const { title, summary, owner, checked, nextCheck } = source.front
  return {
    slug,
    title,
    ...(summary && { summary }),
    owner,
    checked,
    nextCheck,
    blocks: source.blocks,
    ...(english && { english: { blocks: english.blocks, gaps: translationOf(source, english).length } }),
  }
}

/** The chapter with its neighbours in the order of reading; undefined when the manual has none of that name. */
export function chapterAmong(chapters: readonly Chapter[], slug: string): { chapter: Chapter; number: number; previous?: Chapter; next?: Chapter } | undefined {
  const at = chapters.findIndex((one) => one.slug === slug)
  const [chapter, previous, next] = [chapters[at], chapters[at - 1], chapters[at + 1]]
  if (!chapter) return undefined
  return { chapter, number: at + 1, ...(previous && { previous }), ...(next && { next }) }
}

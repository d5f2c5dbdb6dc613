import { type Block, headings } from '@putokaz/manuscript'
import type { Variant } from '#kernel/localized.ts'
import { areasOf, type CitedActs, type NamedAct, type NamedArea, namedActs, type ShownArea, type ShownFile, shownFiles } from './beside.ts'
import { downloadPath, type FileFormat, fileFormats, type MadeFile } from './made-file.ts'
import { type Chapter, chapterAmong, type ManualContent, type ManualCover } from './manual.ts'
import { type Said, sayIn } from './said.ts'
import { shownText } from './shown-text.ts'
import { type ShownTerm, type TermNotes, withTermNotes } from './term-notes.ts'

/** A line of the table of contents. */
export interface ChapterLine {
  readonly slug: string
  readonly title: Said
  readonly summary?: Said
  /** The English reader gets this chapter in Serbian. */
  readonly untranslated: boolean
}

export interface ManualHead {
  readonly slug: string
  readonly title: Said
  readonly summary: Said
  readonly edition: string
  readonly published: string
  readonly legalState?: string
  readonly sample: boolean
  readonly owner: Said
  readonly audience: Said
  readonly checked: string
  readonly nextCheck: string
  readonly areas: readonly ShownArea[]
  readonly chapters: readonly ChapterLine[]
}

export interface ManualPage extends ManualHead {
  /** The size is known once a file was made. */
  readonly downloads: readonly { readonly format: FileFormat; readonly path: string; readonly size?: number }[]
}

/** The cover of a manual for a reader. */
export function shownManual(
  { edition, areas, made }: { edition: ManualContent; areas: readonly NamedArea[]; made: readonly Pick<MadeFile, 'format' | 'variant' | 'size'>[] },
  variant: Variant,
): ManualPage {
  const downloads = fileFormats.map((format) => {
    const size = made.find((file) => file.format === format && file.variant === variant)?.size
    return { format, path: downloadPath(edition.slug, { format, variant }), ...(size !== undefined && { size }) }
  })
  return { ...shownHead(edition, areas, variant), downloads }
}

/** What every page of a manual says of it. */
export function shownHead(edition: ManualCover & Pick<ManualContent, 'chapters'>, areas: readonly NamedArea[], variant: Variant): ManualHead {
  const say = sayIn(variant)
  const { slug, sample, published, legalState, checked, nextCheck } = edition
  return {
    ...{ slug, sample, published, checked, nextCheck, edition: edition.edition },
    ...(legalState && { legalState }),
    title: say(edition.title),
    summary: say(edition.summary),
    owner: say(edition.owner),
    audience: say(edition.audience),
    areas: areasOf(areas, edition.areas, variant),
    chapters: edition.chapters.map((chapter) => lineOf(chapter, variant)),
  }
}

export function lineOf(chapter: Chapter, variant: Variant): ChapterLine {
  const say = sayIn(variant)
  const untranslated = variant === 'en' && chapter.english === undefined
  return { slug: chapter.slug, title: say(chapter.title), ...(chapter.summary && { summary: say(chapter.summary) }), untranslated }
}

export interface ChapterText {
  readonly blocks: readonly Block[]
  readonly written: Variant
  /** The translation does not follow its source in everything. */
  readonly behind: boolean
}

/** The words of a chapter in the reader's variant. */
export function shownChapterText({ blocks: source, english }: Chapter, variant: Variant): ChapterText {
  const { blocks, variant: written } = shownText({ blocks: source, english: english?.blocks }, variant)
  return { blocks, written, behind: written === 'en' && (english?.gaps ?? 0) > 0 }
}

export interface ChapterPage {
  readonly manual: { readonly slug: string; readonly title: Said; readonly sample: boolean; readonly chapters: readonly ChapterLine[] }
  readonly slug: string
  readonly number: number
  readonly title: Said
  readonly summary?: Said
  readonly owner: Said
  readonly checked: string
  readonly nextCheck: string
  readonly text: ChapterText & { readonly terms: readonly ShownTerm[] }
  readonly sections: readonly { readonly id: string; readonly title: string }[]
  readonly files: Readonly<Record<string, ShownFile>>
  readonly acts: CitedActs
  readonly previous?: ChapterLine
  readonly next?: ChapterLine
}

/** What a page of a chapter is made of; on the server it comes from the database, on a device from what is kept there. */
export interface ChapterParts {
  readonly edition: ManualContent
  readonly slug: string
  readonly text: ChapterText
  /** In the language of the text. */
  readonly notes: TermNotes
  readonly acts: readonly NamedAct[]
}

/** A chapter of a manual for a reader; null when there is none of that name. */
export function shownChapter({ edition, slug, text, notes, acts }: ChapterParts, variant: Variant): ChapterPage | null {
  const found = chapterAmong(edition.chapters, slug)
  if (!found) return null
  const { chapter, number, previous, next } = found
  const say = sayIn(variant)
  const sections = headings([...text.blocks]).filter(({ level }) => level === 2)
  return {
    manual: { slug: edition.slug, title: say(edition.title), sample: edition.sample, chapters: edition.chapters.map((one) => lineOf(one, variant)) },
    ...lineOf(chapter, variant),
    number,
    owner: say(chapter.owner),
    checked: chapter.checked,
    nextCheck: chapter.nextCheck,
    text: { ...text, ...withTermNotes(text, notes, variant) },
    sections: sections.map(({ id, plain }) => ({ id, title: plain })),
    files: shownFiles(edition.files, variant),
    acts: namedActs(acts, text.blocks, variant),
    ...(previous && { previous: lineOf(previous, variant) }),
    ...(next && { next: lineOf(next, variant) }),
  }
}

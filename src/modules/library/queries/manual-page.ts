import { type Block, headings, withIds } from '@putokaz/manuscript'
import type { Variant } from '#kernel/localized.ts'
import type { App } from '#platform/app.ts'
import type { Chapter } from '../domain/manual.ts'
import { type ShownText, shownText } from '../domain/shown-text.ts'
import { type FileFormat, fileFormats, madeFiles } from '../store.ts'
import { type CitedActs, citedActs, namedAreas, type ShownArea, type ShownFile, shownFiles } from './beside.ts'
import { manual, manualChapter, type PublishedManual } from './manuals.ts'
import { type Said, sayIn } from './said.ts'
import { type ShownTerm, textWithTerms } from './text-with-terms.ts'

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

/** The cover of a manual for a reader; null when there is none. */
export async function manualPage(app: App, slug: string, variant: Variant): Promise<ManualPage | null> {
  const edition = await manual(app.db, slug)
  if (!edition) return null
  const made = await madeFiles(app.db, edition.id)
  const downloads = fileFormats.map((format) => {
    const size = made.find((file) => file.format === format && file.variant === variant)?.size
    return { format, path: `/api/v1/library/manuals/${slug}.${format}?variant=${variant}`, ...(size !== undefined && { size }) }
  })
  return { ...(await headOf(app, edition, variant)), downloads }
}

/** What every page of a manual says of it. */
export async function headOf(app: App, edition: PublishedManual, variant: Variant): Promise<ManualHead> {
  const say = sayIn(variant)
  const { slug, sample, published, legalState, checked, nextCheck } = edition
  return {
    ...{ slug, sample, published, checked, nextCheck, edition: edition.edition },
    ...(legalState && { legalState }),
    title: say(edition.title),
    summary: say(edition.summary),
    owner: say(edition.owner),
    audience: say(edition.audience),
    areas: await namedAreas(app.db, edition.areas, variant),
    chapters: edition.chapters.map((chapter) => lineOf(chapter, variant)),
  }
}

export function lineOf(chapter: Chapter, variant: Variant): ChapterLine {
  const say = sayIn(variant)
  const untranslated = variant === 'en' && chapter.english === undefined
  return { slug: chapter.slug, title: say(chapter.title), ...(chapter.summary && { summary: say(chapter.summary) }), untranslated }
}

/** The text of a chapter; deriving the other script is done once an edition. */
function textOf(app: App, edition: PublishedManual, chapter: Chapter, variant: Variant): ShownText {
  const key = `library/chapter/${edition.id}/${chapter.slug}/${variant}`
  return app.memo.get(key, () => shownText({ blocks: chapter.blocks, english: chapter.english?.blocks }, variant))
}

export interface ChapterText {
  readonly blocks: readonly Block[]
  readonly written: Variant
  /** The translation does not follow its source in everything. */
  readonly behind: boolean
}

/** The words of a chapter in the reader's variant. */
export function chapterText(app: App, edition: PublishedManual, chapter: Chapter, variant: Variant): ChapterText {
  const { blocks, variant: written } = textOf(app, edition, chapter, variant)
  return { blocks, written, behind: written === 'en' && (chapter.english?.gaps ?? 0) > 0 }
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

/** A chapter of a manual for a reader; null when there is none. */
export async function chapterPage(app: App, place: { manual: string; chapter: string }, variant: Variant): Promise<ChapterPage | null> {
  const found = await manualChapter(app.db, place.manual, place.chapter)
  if (!found) return null
  const { manual: edition, chapter, number, previous, next } = found
  const say = sayIn(variant)
  const text = chapterText(app, edition, chapter, variant)
  const sections = headings([...text.blocks]).filter(({ level }) => level === 2)
  return {
    manual: { slug: edition.slug, title: say(edition.title), sample: edition.sample, chapters: edition.chapters.map((one) => lineOf(one, variant)) },
    ...lineOf(chapter, variant),
    number,
    owner: say(chapter.owner),
    checked: chapter.checked,
    nextCheck: chapter.nextCheck,
    text: { ...text, ...(await textWithTerms(app, text, variant)) },
    sections: sections.map(({ id, plain }) => ({ id, title: plain })),
    files: shownFiles(edition.files, variant),
    acts: await citedActs(app.db, text.blocks, variant),
    ...(previous && { previous: lineOf(previous, variant) }),
    ...(next && { next: lineOf(next, variant) }),
  }
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

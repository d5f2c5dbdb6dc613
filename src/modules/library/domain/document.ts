import type { Block, DocumentSource, Manuscript } from '@putokaz/manuscript'
import type { Localized } from '#kernel/localized.ts'
import type { StoredFile } from './stored-file.ts'

export const documentTypes = ['guide', 'form', 'template', 'figure', 'data'] as const
export type DocumentType = (typeof documentTypes)[number]

/** What the library says of a file, and its text where it can be read as a page. */
export interface DocumentBody {
  readonly title: Localized
  readonly summary: Localized
  readonly type: DocumentType
  readonly language: string
  readonly areas: readonly string[]
  readonly tags: readonly Localized[]
  readonly jurisdiction: string
  readonly date: string
  readonly owner: Localized
  readonly checked: string
  readonly nextCheck: string
  readonly sample: boolean
  readonly licence?: string
  readonly file: StoredFile
  readonly reading?: { readonly blocks: Block[]; readonly english?: Block[] }
}

export interface LibraryDocument extends DocumentBody {
  readonly slug: string
}

/** A document as it stands on the shelf, without its text. */
export interface ShelfPaper extends Omit<LibraryDocument, 'reading'> {
  readonly languages: readonly string[]
}

export function shelfPaper(one: LibraryDocument): ShelfPaper {
  const { reading: _, ...paper } = one
  return { ...paper, languages: documentLanguages(one) }
}

/** The language of the file, and English where its text was translated. */
export function documentLanguages({ language, reading }: LibraryDocument): string[] {
  return [...new Set([language, ...(reading?.english ? ['en'] : [])])]
}

/** A document written in Markdown can be read as a page; then its manuscripts come along. */
export interface DocumentReading {
  readonly source: Manuscript
  readonly english?: Manuscript
}

export function documentBody(entry: DocumentSource, file: StoredFile, reading?: DocumentReading): DocumentBody {
  const { file: _file, lines: _lines, attachment: _attachment, sample = false, ...said } = entry
  const english = reading?.english?.blocks
  return { ...said, sample, file, ...(reading && { reading: { blocks: reading.source.blocks, ...(english && { english }) } }) }
}

/** A document is called by the name of its entry. */
export function documentSlug(entry: DocumentSource): string {
  return (entry.file.split('/').at(-1) ?? '').replace(/\.ya?ml$/, '')
}

/** What the server offers for keeping and what a device has kept: the two speak of the same things here. */
import type { Localized } from '#kernel/localized.ts'
import type { Area } from '#modules/areas/index.ts'
import type { CourseCard, KeptCourseBeside, KeptCourseText } from '#modules/courses/index.ts'
import type { KeptManualBeside, KeptManualText, ManualCard, ShelfPaper, Term } from '#modules/library/index.ts'
import type { NewsItem } from '#modules/site/index.ts'
import type { KeptToolBeside, KeptToolText, ToolCover } from '#modules/tools/index.ts'

/** A book is the PDF and the EPUB of a manual in one variant: large, and so a choice of its own. */
export type KeptKind = 'centre' | 'course' | 'manual' | 'book' | 'tool'

/** A file of a thing that can be kept. A device takes it only with exactly these bytes. */
export interface KeptFile {
  readonly href: string
  /** In hexadecimal. */
  readonly sha256: string
  /** Of the bytes as they are kept; on their way they are fewer. */
  readonly size: number
  readonly is: 'content' | 'picture' | 'document' | 'answer'
  /** The address at which the device answers with it, where it is not its own: of a field tool, its script and style, and of a download. */
  readonly opens?: string
}

/** A thing that can be kept, with all its files. */
export interface Entry {
  readonly kind: KeptKind
  /** Of a course its code, of a manual and a tool its name in the address, of a book also its variant; of the Centre `centre`. */
  readonly code: string
  readonly title: Localized
  readonly version: string
  /** Of all its files together. */
  readonly size: number
  readonly files: readonly KeptFile[]
}

/** What `GET /api/v1/kept` answers. */
export interface Keepable {
  readonly centre: Entry
  readonly courses: readonly Entry[]
  readonly manuals: readonly Entry[]
  readonly books: readonly Entry[]
  readonly tools: readonly Entry[]
}

/** What texts of every subject lean on. It is one file, which all kept things share. */
export interface KeptRegister {
  readonly terms: readonly Term[]
  readonly acts: readonly { readonly code: string; readonly short: Localized }[]
  readonly areas: readonly Pick<Area, 'code' | 'name' | 'short'>[]
}

/** A kept thing is the fields of all its content files together. */
export type KeptCourse = KeptCourseText & KeptCourseBeside & KeptRegister
export type KeptManual = KeptManualText & KeptManualBeside & KeptRegister
export type KeptTool = KeptToolText & KeptToolBeside & KeptRegister

/** What the front page, the catalogue, the library, the list of tools and the glossary are made of. */
export interface KeptCentreText {
  readonly cards: readonly CourseCard[]
  readonly manuals: readonly ManualCard[]
  readonly documents: readonly ShelfPaper[]
  readonly tools: readonly ToolCover[]
  readonly news: readonly Pick<NewsItem, 'slug' | 'date' | 'title' | 'summary' | 'sample'>[]
}
export type KeptCentre = KeptCentreText & KeptRegister

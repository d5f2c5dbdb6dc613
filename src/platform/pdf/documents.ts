import type { Block } from '@putokaz/manuscript'

/** A fact shown as a label with its value; both are texts in the language of the document. */
export interface Labelled {
  readonly label: string
  readonly value: string
}

/** What a certificate says. No words stand in the template: all of them come from here. */
export interface Certificate {
  readonly title: string
  /** For the metadata of the file: who issues it and what it is. */
  readonly author: string
  readonly description: string
  /** Day of issue, `YYYY-MM-DD`; also the date of the file, so that the same certificate gives the same bytes. */
  readonly date: string
  /** Name of the centre, on the board at the top. */
  readonly site: string
  /** „Пример – измишљено“, when the certificate is a sample. */
  readonly sample?: string
  readonly personLabel: string
  readonly person: string
  readonly statement: string
  readonly course: string
  /** Code, version, legal state in one line. */
  readonly courseNote?: string
  readonly outcomesLabel: string
  readonly outcomes: readonly string[]
  /** Hours and mode, result, day of issue, validity … */
  readonly facts: readonly Labelled[]
  readonly numberLabel: string
  readonly number: string
  readonly verifyLabel: string
  /** The address as people read it, and as a link. */
  readonly verifyAddress: string
  readonly verifyUrl: string
  /** Rows of dark (`true`) and light modules without border, as `encode(url, { border: 0 }).data` of uqr gives them. */
  readonly qr: readonly (readonly boolean[])[]
  readonly qrAlt: string
  /** Issuer, signatory, number in a register: only those that were set. */
  readonly signing?: readonly Labelled[]
}

/** What stands in small type under a passage: its mark („узорак – проверити“) and its source. */
export interface PassageNote {
  readonly mark?: string
  readonly source?: string
}

export interface BookChapter {
  /** May be missing in a document of one part. */
  readonly title?: string
  /** „Поглавље 3“, above the title. */
  readonly kicker?: string
  readonly blocks: readonly Block[]
  /** By id of the block. Neighbours with equal notes show it once. */
  readonly notes: Readonly<Record<string, PassageNote>>
}

/** A place that an index names: a passage of a chapter (from 0), and the section it is in, in words. */
export interface IndexedPlace {
  readonly chapter: number
  readonly block: string
  readonly section: string
}

/** The index at the end of a book: a manual shows pages, what has none shows sections. */
export interface BookIndex {
  readonly title: string
  /** What the index holds, in a sentence. */
  readonly lead: string
  readonly letters: readonly { readonly letter: string; readonly entries: readonly { readonly name: string; readonly places: readonly IndexedPlace[] }[] }[]
}

/** Words above boxes, by kind of block; a kind without a word has none. */
export type BookLabels = { readonly [K in Block['kind']]?: string }

/** A manual or a document, all texts already in the variant of the reader. */
export interface Book {
  readonly site: string
  readonly title: string
  readonly summary?: string
  readonly author: string
  /** Day of publication, `YYYY-MM-DD`; also the date of the file. */
  readonly date: string
  /** „Пример – измишљено“, when the content is a sample. */
  readonly sample?: string
  /** Heading of the table of contents. */
  readonly contents: string
  /** Edition, legal state, checked, next check … */
  readonly facts: readonly Labelled[]
  readonly labels: BookLabels
  readonly chapters: readonly BookChapter[]
  readonly index?: BookIndex
  /** SVG text by the `src` of figures. */
  readonly figures: Readonly<Record<string, string>>
  /** Public addresses by the `src` of files and videos. */
  readonly addresses?: Readonly<Record<string, string>>
}

/** Templates and what each is filled with. */
export interface Documents {
  certificate: Certificate
  manual: Book
  document: Book
  /** One page A5 of a book of one chapter: what does not fit goes on to a second page, which a test refuses. */
  card: Book
}
export type Template = keyof Documents

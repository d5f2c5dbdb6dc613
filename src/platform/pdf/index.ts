export type {
  Book,
  BookChapter,
  BookIndex,
  BookLabels,
  Certificate,
  Documents,
  Labelled,
  PassageNote,
  Template,
} from './documents.ts'
export { createPdfMaker, type PdfMaker, type PdfMakerOptions } from './pdf-maker.ts'

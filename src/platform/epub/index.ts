export { createEpubMaker, type EpubMaker, type EpubMakerOptions } from './epub-maker.ts'
export { makeEpub } from './make-epub.ts'
export type { EpubBook } from './pages.ts'

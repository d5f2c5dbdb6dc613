import type { Fact } from '#kernel/fact.ts'

/** What this module tells the others. */
export type LibraryFact =
  | Fact<'library.manual-published', { manual: string }>
  | Fact<'library.card-published', { area: string }>
  | Fact<'library.document-published', { document: string }>
  | Fact<'library.document-withdrawn', { document: string }>
  | Fact<'library.glossary-changed', Record<string, never>>

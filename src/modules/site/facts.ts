import type { Fact } from '#kernel/fact.ts'

/** What this module tells the others. */
export type SiteFact =
  | Fact<'site.news-published', { news: string }>
  | Fact<'site.news-withdrawn', { news: string }>
  | Fact<'site.page-published', { page: string }>

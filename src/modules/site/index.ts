/** News and standing pages. */
export { type ProseSource, publishNews, publishPage } from './commands/publish.ts'
export type { SiteFact } from './facts.ts'
export { migrations } from './migrations/index.ts'
export { personalData } from './personal-data.ts'
export type { NewsItem, StandingPage } from './prose.ts'
export { siteSearchTexts } from './queries/search-texts.ts'
export { type ShownProse, shownProse } from './queries/shown-prose.ts'
export { allNews, type PageVersion, pageBySlug, pageVersion } from './store.ts'

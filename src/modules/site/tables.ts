import type { NewsItem, StandingPage } from './prose.ts'

export interface SiteTables {
  /** Withdrawn news stays, so that it can be brought back; nobody reads it until then. */
  news_item: { slug: string; date: string; body: NewsItem; withdrawn_at: Date | null }
  standing_page: { slug: string; body: StandingPage }
  /** Every text a standing page ever had; a row never changes. */
  standing_page_version: { slug: string; number: number; fingerprint: string; body: StandingPage; published_at: Date }
}

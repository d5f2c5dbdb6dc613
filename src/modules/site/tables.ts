import type { NewsItem, StandingPage } from './prose.ts'

export interface SiteTables {
  news_item: { slug: string; date: string; body: NewsItem }
  standing_page: { slug: string; body: StandingPage }
}

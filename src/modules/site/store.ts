import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import type { NewsItem, StandingPage } from './prose.ts'
import type { SiteTables } from './tables.ts'

/** The latest news first. */
export async function allNews(db: Db, most = 200): Promise<NewsItem[]> {
  const rows = await reading<SiteTables>(db)
    .selectFrom('news_item')
    .select('body')
    .where('withdrawn_at', 'is', null)
    .orderBy('date', 'desc')
    .orderBy('slug')
    .limit(most)
    .execute()
  return rows.map((row) => row.body)
}

/** News that nobody reads now, the last withdrawn first. */
export async function withdrawnNews(db: Db): Promise<NewsItem[]> {
  const rows = await reading<SiteTables>(db)
    .selectFrom('news_item')
    .select('body')
    .where('withdrawn_at', 'is not', null)
    .orderBy('withdrawn_at', 'desc')
    .orderBy('slug')
    .execute()
  return rows.map((row) => row.body)
}

/** False when there is no such news, or it stands so already. */
export async function setNewsWithdrawn(tx: Tx, slug: string, at: Date | null): Promise<boolean> {
  const changed = await writing<SiteTables>(tx)
    .updateTable('news_item')
    .set({ withdrawn_at: at })
    .where('slug', '=', slug)
    .where('withdrawn_at', at === null ? 'is not' : 'is', null)
    .executeTakeFirst()
  return Number(changed.numUpdatedRows) === 1
}

export async function allPages(db: Db): Promise<StandingPage[]> {
  const rows = await reading<SiteTables>(db).selectFrom('standing_page').select('body').orderBy('slug').execute()
  return rows.map((row) => row.body)
}

/** Titles of the pages whose slug begins so. */
export async function pageTitles(db: Db, beginning: string): Promise<Map<string, StandingPage['title']>> {
  return new Map((await allPages(db)).filter(({ slug }) => slug.startsWith(beginning)).map(({ slug, title }) => [slug, title]))
}

export async function pageBySlug(db: Db, slug: string): Promise<StandingPage | null> {
  const row = await reading<SiteTables>(db).selectFrom('standing_page').select('body').where('slug', '=', slug).executeTakeFirst()
  return row?.body ?? null
}

export async function dropPage(tx: Tx, slug: string): Promise<void> {
  await writing<SiteTables>(tx).deleteFrom('standing_page').where('slug', '=', slug).execute()
}

export async function saveNews(tx: Tx, item: NewsItem): Promise<void> {
  const row = { date: item.date, body: JSON.stringify(item) as unknown as NewsItem }
  await writing<SiteTables>(tx)
    .insertInto('news_item')
    .values({ slug: item.slug, ...row, withdrawn_at: null })
    .onConflict((conflict) => conflict.column('slug').doUpdateSet(row))
    .execute()
}

export async function savePage(tx: Tx, page: StandingPage): Promise<void> {
  const row = { body: JSON.stringify(page) as unknown as StandingPage }
  await writing<SiteTables>(tx)
    .insertInto('standing_page')
    .values({ slug: page.slug, ...row })
    .onConflict((conflict) => conflict.column('slug').doUpdateSet(row))
    .execute()
}

/** The version of a page that counts now. */
export async function newestVersion(db: Db, slug: string) {
  return reading<SiteTables>(db)
    .selectFrom('standing_page_version')
    .select(['number', 'fingerprint', 'published_at'])
    .where('slug', '=', slug)
    .orderBy('number', 'desc')
    .executeTakeFirst()
}

export async function addPageVersion(tx: Tx, row: SiteTables['standing_page_version']): Promise<void> {
  await writing<SiteTables>(tx)
    .insertInto('standing_page_version')
    .values({ ...row, body: JSON.stringify(row.body) as unknown as StandingPage })
    .execute()
}

export interface PageVersion {
  readonly number: number
  readonly publishedAt: Date
}

/** Which version of a standing page counts, and since when; null when there is no such page. */
export async function pageVersion(db: Db, slug: string): Promise<PageVersion | null> {
  const row = await newestVersion(db, slug)
  return row ? { number: row.number, publishedAt: row.published_at } : null
}

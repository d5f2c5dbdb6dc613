import { plainText } from '@putokaz/manuscript'
import type { SearchText } from '#kernel/search-text.ts'
import type { Db } from '#platform/db.ts'
import type { Prose } from '../prose.ts'
import { allNews, allPages } from '../store.ts'

/** What search says of news and standing pages. */
export async function siteSearchTexts(db: Db): Promise<SearchText[]> {
  const [news, pages] = await Promise.all([allNews(db, 10_000), allPages(db)])
  return [
    ...news.map((item): SearchText => ({ kind: 'news', id: item.slug, path: `/news/${item.slug}`, ...texts(item), areas: item.areas, date: item.date })),
    ...pages.map(
      (page): SearchText => ({
        kind: page.slug.startsWith('help/') ? 'help' : 'page',
        id: page.slug,
        path: `/${page.slug}`,
        ...texts(page),
        areas: [],
        date: page.checked,
      }),
    ),
  ]
}

function texts({ title, source, english, sample }: Prose) {
  return { title, body: { 'sr-Cyrl': plainText(source), ...(english && { en: plainText(english) }) }, sample }
}

import type { Manuscript } from '@putokaz/manuscript'
import type { App } from '#platform/app.ts'
import { contentChanged } from '#platform/content-generation.ts'
import type { Tx } from '#platform/db.ts'
import { tell } from '#platform/facts.ts'
import { proseOf } from '../prose.ts'
import { saveNews, savePage } from '../store.ts'

export interface ProseSource {
  readonly slug: string
  readonly source: Manuscript
  readonly english?: Manuscript
}

/** Publishes a news item, or the corrected text of one. The manuscript's front matter has a date and areas: the parser saw to it. */
export async function publishNews(app: App, tx: Tx, { slug, source, english }: ProseSource): Promise<void> {
  await saveNews(tx, { slug, ...proseOf(source, english), date: source.front.date ?? source.front.checked, areas: source.front.areas ?? [] })
  await contentChanged(tx)
  await tell(app, tx, [{ kind: 'site.news-published', body: { news: slug } }])
}

export async function publishPage(app: App, tx: Tx, { slug, source, english }: ProseSource): Promise<void> {
  await savePage(tx, { slug, ...proseOf(source, english) })
  await contentChanged(tx)
  await tell(app, tx, [{ kind: 'site.page-published', body: { page: slug } }])
}

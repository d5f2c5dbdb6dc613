import { createHash } from 'node:crypto'
import type { Manuscript } from '@putokaz/manuscript'
import type { App } from '#platform/app.ts'
import { contentChanged } from '#platform/content-generation.ts'
import type { Tx } from '#platform/db.ts'
import { tell } from '#platform/facts.ts'
import { proseOf, type StandingPage } from '../prose.ts'
import { addPageVersion, newestVersion, saveNews, savePage } from '../store.ts'

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
  const page = { slug, ...proseOf(source, english) }
  await savePage(tx, page)
  await keepVersion(app, tx, page)
  await contentChanged(tx)
  await tell(app, tx, [{ kind: 'site.page-published', body: { page: slug } }])
}

/** A new version is what says something new; that it was only checked again makes none. */
async function keepVersion(app: App, tx: Tx, page: StandingPage): Promise<void> {
  const { title, summary, source, english } = page
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([title, summary, source, english]))
    .digest('hex')
  const newest = await newestVersion(tx, page.slug)
  if (newest?.fingerprint === fingerprint) return
  await addPageVersion(tx, { slug: page.slug, number: (newest?.number ?? 0) + 1, fingerprint, body: page, published_at: app.now() })
}

import { allNews } from '#modules/site/index.ts'
import { sayingIn } from '../said.ts'
import { type PublicEvent, sameForAll } from '../same-for-all.ts'
import type { PageServerLoadEvent } from './$types'

export const csr = false

export const load = sameForAll(async ({ locals: { app, variant } }: PublicEvent<PageServerLoadEvent['params']>) => {
  const say = sayingIn(variant)
  const news = await allNews(app.db)
  return { news: news.map(({ slug, date, title, summary, sample }) => ({ slug, date, sample, title: say(title), summary: say(summary ?? {}) })) }
})

import { allNews } from '#modules/site/index.ts'
import { sayingIn } from '../said.ts'
import type { PageServerLoad } from './$types'

export const csr = false

export const load: PageServerLoad = async ({ locals: { app, variant } }) => {
  const say = sayingIn(variant)
  const news = await allNews(app.db)
  return { news: news.map(({ slug, date, title, summary, sample }) => ({ slug, date, sample, title: say(title), summary: say(summary ?? {}) })) }
}

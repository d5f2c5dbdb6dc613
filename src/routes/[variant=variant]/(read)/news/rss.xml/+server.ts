import { allNews } from '#modules/site/index.ts'
import * as words from '#texts/generated/open.ts'
import * as site from '#texts/generated/site.ts'
import { address } from '#ui/address.ts'
import { sayingIn } from '../../said.ts'
import type { RequestHandler } from './$types'
import { rss } from './feed.ts'

export const GET: RequestHandler = async ({ locals: { app, variant, centre } }) => {
  const say = sayingIn(variant)
  const news = await allNews(app.db, 50)
  const whole = (path: string) => app.config.publicUrl.origin + address(variant, path)
  const body = rss({
    title: `${centre.name} – ${words.newsTitle(variant)}`,
    description: words.feedDescription(variant),
    address: whole('/news'),
    self: whole('/news/rss.xml'),
    language: variant,
    items: news.map(({ slug, date, title, summary, sample }) => ({
      title: say(title).text,
      summary: say(summary ?? title).text,
      address: whole(`/news/${slug}`),
      date,
      ...(sample && { mark: site.sampleMark(variant) }),
    })),
  })
  return new Response(body, { headers: { 'content-type': 'application/rss+xml; charset=utf-8' } })
}

import type { Block } from '@putokaz/manuscript'
import { error } from '@sveltejs/kit'
import { areas } from '#modules/areas/index.ts'
import { allNews, shownProse } from '#modules/site/index.ts'
import { actNames } from '../../act-names.ts'
import { said, sayingIn } from '../../said.ts'
import { type PublicEvent, sameForAll } from '../../same-for-all.ts'
import type { PageServerLoadEvent } from './$types'

export const csr = false

export const load = sameForAll(async ({ params, locals: { app, variant } }: PublicEvent<PageServerLoadEvent['params']>) => {
  const [news, known, names] = await Promise.all([allNews(app.db), areas(app.db), actNames(app.db, variant)])
  const at = news.findIndex(({ slug }) => slug === params.slug)
  const item = news[at]
  if (!item) error(404)
  const say = sayingIn(variant)
  const { title, summary, blocks, variant: written, sample } = shownProse(item, variant)
  const neighbour = (other: (typeof news)[number] | undefined) => other && { slug: other.slug, title: say(other.title) }
  return {
    title: said(title, variant),
    summary: summary && said(summary, variant),
    blocks: sample ? blocks.map(saidAbove) : blocks,
    written,
    sample,
    date: item.date,
    acts: names,
    areas: known.filter(({ code }) => item.areas.includes(code)).map(({ code, short }) => ({ path: `/areas/${code.toLowerCase()}`, name: say(short) })),
    newer: neighbour(news[at - 1]),
    older: neighbour(news[at + 1]),
  }
})

/** The head of the page says that the whole is invented, so its passages do not say it again. */
function saidAbove(block: Block): Block {
  return block.origin.mark === 'I' ? { ...block, origin: { ...block.origin, mark: 'D' } } : block
}

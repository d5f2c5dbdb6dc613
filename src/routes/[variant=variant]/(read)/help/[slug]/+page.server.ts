import { withoutLinks } from '@putokaz/manuscript'
import { error } from '@sveltejs/kit'
import { firstDays, helpContents, helpPage, helpSlugs, pageBySlug, pageTitles, readersOf, shownProse } from '#modules/site/index.ts'
import { opensFor } from '../../../(learn)/me/places.ts'
import { readerWord } from '../../../reader-word.ts'
import { said, sayingIn } from '../../said.ts'
import { type PublicEvent, sameForAll } from '../../same-for-all.ts'
import { helpPicture } from '../help-picture.ts'
import type { PageServerLoad, PageServerLoadEvent } from './$types'

export const csr = false

const pageForAll = sameForAll(async ({ params, locals: { app, variant } }: PublicEvent<PageServerLoadEvent['params']>) => {
  const page = helpSlugs.includes(params.slug) ? await pageBySlug(app.db, helpPage(params.slug)) : null
  const [reader] = readersOf(params.slug)
  if (!page || !reader) error(404)
  const { title, summary, blocks, variant: written, checked, nextCheck } = shownProse(page, variant)
  const say = sayingIn(variant)
  const titles = await pageTitles(app.db, helpPage(''))
  const others = helpContents[reader].filter((slug) => slug !== params.slug)
  return {
    title: said(title, variant),
    summary: summary && said(summary, variant),
    blocks,
    written,
    checked,
    nextCheck,
    reader,
    sheet: firstDays.some(({ slug }) => slug === params.slug),
    readers: readersOf(params.slug).map((one) => readerWord(one, variant)),
    pictures: blocks.flatMap((block) => (block.kind === 'figure' ? [{ src: block.src, ...helpPicture(block.src, written) }] : [])),
    others: others.flatMap((slug) => {
      const other = titles.get(helpPage(slug))
      return other ? [{ slug, ...say(other) }] : []
    }),
  }
})

/** A page that does not open for the reader is named, and not linked. */
export const load: PageServerLoad = async (event) => {
  const page = await pageForAll(event)
  return { ...page, blocks: withoutLinks(page.blocks, (href) => !opensFor(event.locals.person, href)) }
}

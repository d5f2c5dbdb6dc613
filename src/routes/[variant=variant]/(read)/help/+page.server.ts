import { error } from '@sveltejs/kit'
import { firstDays, helpContents, helpPage, helpReaders, pageBySlug, pageTitles, shownProse } from '#modules/site/index.ts'
import { readerWord } from '../../reader-word.ts'
import { said, sayingIn } from '../said.ts'
import { type PublicEvent, sameForAll } from '../same-for-all.ts'
import type { PageServerLoadEvent } from './$types'

export const csr = false

export const load = sameForAll(async ({ locals: { app, variant } }: PublicEvent<PageServerLoadEvent['params']>) => {
  const page = await pageBySlug(app.db, 'help')
  if (!page) error(404)
  const titles = await pageTitles(app.db, helpPage(''))
  const say = sayingIn(variant)
  const entry = (slug: string) => {
    const title = titles.get(helpPage(slug))
    return title ? [{ slug, ...say(title) }] : []
  }
  const { title, summary, blocks, variant: written } = shownProse(page, variant)
  return {
    title: said(title, variant),
    summary: summary && said(summary, variant),
    blocks,
    written,
    parts: helpReaders.map((reader) => ({
      reader,
      name: readerWord(reader, variant),
      pages: helpContents[reader].flatMap(entry),
      first: firstDays.filter(({ readers }) => readers.includes(reader)).flatMap(({ slug }) => entry(slug)),
    })),
  }
})

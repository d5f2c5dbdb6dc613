import { toLatin } from '@putokaz/serbian'
import { choose, type Variant } from '#kernel/localized.ts'
import { address } from '#ui/address.ts'
import type { KeptThing } from './kept-content.ts'

export interface KeptLink {
  readonly href: string
  readonly text: string
  readonly lang?: Variant
}

/** Where a kept thing opens: its page; of a book, which has none, its files by their names. */
export function linksOf({ kind, code, title, files }: KeptThing, variant: Variant): KeptLink[] {
  const said = choose(title, variant, toLatin)
  const link = (href: string, text: string): KeptLink => ({ href, text, ...(said.variant !== variant && { lang: said.variant }) })
  switch (kind) {
    case 'centre':
      return []
    case 'book':
      return files.map(({ href, opens = href }) => link(opens, `${said.text} · ${href.split('/').at(-1)}`))
    default:
      return [link(address(variant, paths[kind] + code), said.text)]
  }
}

const paths = { course: '/courses/', manual: '/library/manuals/', tool: '/tools/' }

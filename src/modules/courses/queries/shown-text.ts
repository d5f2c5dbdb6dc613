import { allBlocks, type Block, type Cite, mapText } from '@putokaz/manuscript'
import { toLatin } from '@putokaz/serbian'
import type { Variant } from '#kernel/localized.ts'
import { acts } from '#modules/laws/index.ts'
import type { Db } from '#platform/db.ts'
import type { ServedFile, UnitBody } from '../domain/written-text.ts'
import { sayIn } from './said.ts'

export interface ShownText {
  readonly blocks: readonly Block[]
  readonly written: Variant
}

/** English where it was written, else the source; Serbian in the reader's script. */
export function textFor({ source, english }: UnitBody, variant: Variant): ShownText {
  if (variant === 'en') return english ? { blocks: english.blocks, written: 'en' } : { blocks: source.blocks, written: 'sr-Cyrl' }
  return variant === 'sr-Latn' ? { blocks: mapText([...source.blocks], toLatin), written: variant } : { blocks: source.blocks, written: variant }
}

export type ShownFiles = Readonly<Record<string, Omit<ServedFile, 'latin' | 'size'>>>

export function filesFor({ files }: UnitBody, written: Variant): ShownFiles {
  return Object.fromEntries(
    Object.entries(files).map(([path, { latin, href, size: _size, ...rest }]) => [path, { ...rest, href: written === 'sr-Latn' ? (latin ?? href) : href }]),
  )
}

export type CitedActs = Readonly<Record<string, { readonly name: string; readonly href: string }>>

/** Names and addresses of the acts that passages cite. */
export async function citedActs(db: Db, blocks: readonly Block[], variant: Variant): Promise<CitedActs> {
  const cites = allBlocks([...blocks]).flatMap(({ origin }) => origin.cites)
  return namedActs(db, cites, variant)
}

export async function namedActs(db: Db, cites: readonly Cite[], variant: Variant): Promise<CitedActs> {
  const cited = new Set(cites.map(({ act }) => act))
  const say = sayIn(variant)
  const known = await acts(db)
  return Object.fromEntries(
    known.filter(({ code }) => cited.has(code)).map((act) => [act.code, { name: say(act.short).text, href: `/laws/${act.code.toLowerCase()}` }]),
  )
}

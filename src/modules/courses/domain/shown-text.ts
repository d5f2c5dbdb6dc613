import { type Block, type Cite, mapText } from '@putokaz/manuscript'
import { toLatin } from '@putokaz/serbian'
import type { Localized, Variant } from '#kernel/localized.ts'
import { sayIn } from './said.ts'
import type { ServedFile, UnitBody } from './written-text.ts'

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

/** What is known of an act where a text cites it. */
export interface NamedAct {
  readonly code: string
  readonly short: Localized
}

/** Names and addresses of those acts that are cited. */
export function namedActs(known: readonly NamedAct[], cites: readonly Cite[], variant: Variant): CitedActs {
  const cited = new Set(cites.map(({ act }) => act))
  const say = sayIn(variant)
  return Object.fromEntries(
    known.filter(({ code }) => cited.has(code)).map((act) => [act.code, { name: say(act.short).text, href: `/laws/${act.code.toLowerCase()}` }]),
  )
}

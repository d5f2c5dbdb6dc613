import { allBlocks, type Block } from '@putokaz/manuscript'
import { filePath } from '#kernel/file-path.ts'
import type { Localized, Variant } from '#kernel/localized.ts'
import { type Said, sayIn } from './said.ts'
import { fileFor, type StoredFile } from './stored-file.ts'

/** A file as pages show it. */
export interface ShownFile {
  readonly href: string
  /** `CSV`, `PDF` … */
  readonly ending: string
  readonly size: number
  readonly isPicture: boolean
  readonly width?: number
  readonly height?: number
}

export function shownFile(file: StoredFile, variant: Variant): ShownFile {
  const { latin: _latin, hash, name, mediaType, ...rest } = fileFor(file, variant)
  return { ...rest, href: filePath({ hash, name }), ending: (name.split('.').at(-1) ?? '').toUpperCase(), isPicture: mediaType.startsWith('image/') }
}

export function shownFiles(files: Readonly<Record<string, StoredFile>>, variant: Variant): Record<string, ShownFile> {
  return Object.fromEntries(Object.entries(files).map(([path, file]) => [path, shownFile(file, variant)]))
}

export type CitedActs = Readonly<Record<string, { readonly name: string; readonly href: string }>>

/** What is known of an act where a text cites it. */
export interface NamedAct {
  readonly code: string
  readonly short: Localized
}

/** Names and addresses of those acts that passages cite. */
export function namedActs(known: readonly NamedAct[], blocks: readonly Block[], variant: Variant): CitedActs {
  const cited = new Set(allBlocks([...blocks]).flatMap(({ origin }) => origin.cites.map(({ act }) => act)))
  const say = sayIn(variant)
  return Object.fromEntries(
    known.filter(({ code }) => cited.has(code)).map((act) => [act.code, { name: say(act.short).text, href: `/laws/${act.code.toLowerCase()}` }]),
  )
}

export interface ShownArea extends Said {
  readonly code: string
}

/** What is known of an area where a thing belongs to it. */
export interface NamedArea {
  readonly code: string
  readonly short: Localized
}

/** The areas of those codes, in the order of the plan. */
export function areasOf(known: readonly NamedArea[], codes: readonly string[], variant: Variant): ShownArea[] {
  const say = sayIn(variant)
  return known.filter((area) => codes.includes(area.code)).map((area) => ({ code: area.code, ...say(area.short) }))
}

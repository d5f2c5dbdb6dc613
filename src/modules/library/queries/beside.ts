import { allBlocks, type Block } from '@putokaz/manuscript'
import type { Variant } from '#kernel/localized.ts'
import { areas } from '#modules/areas/index.ts'
import { acts } from '#modules/laws/index.ts'
import type { Db } from '#platform/db.ts'
import { filePath } from '#platform/http/files.ts'
import { fileFor, type StoredFile } from '../domain/stored-file.ts'
import { type Said, sayIn } from './said.ts'

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

/** Names and addresses of the acts that passages cite. */
export async function citedActs(db: Db, blocks: readonly Block[], variant: Variant): Promise<CitedActs> {
  const cited = new Set(allBlocks([...blocks]).flatMap(({ origin }) => origin.cites.map(({ act }) => act)))
  if (cited.size === 0) return {}
  const say = sayIn(variant)
  const known = await acts(db)
  return Object.fromEntries(
    known.filter(({ code }) => cited.has(code)).map((act) => [act.code, { name: say(act.short).text, href: `/laws/${act.code.toLowerCase()}` }]),
  )
}

export interface ShownArea extends Said {
  readonly code: string
}

/** The areas of those codes, in the order of the plan. */
export async function namedAreas(db: Db, codes: readonly string[], variant: Variant): Promise<ShownArea[]> {
  const say = sayIn(variant)
  const all = await areas(db)
  return all.filter((area) => codes.includes(area.code)).map((area) => ({ code: area.code, ...say(area.short) }))
}

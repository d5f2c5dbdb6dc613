import type { Block, Front } from '@putokaz/manuscript'

/** A file of the content as it is served; `latin` where a drawing has words, drawn again in the other script. */
export interface ServedFile {
  readonly href: string
  readonly latin?: string
  readonly size: number
  readonly width?: number
  readonly height?: number
}

/** A unit in one language. */
export interface UnitText {
  readonly front: Front
  readonly blocks: readonly Block[]
}

export interface UnitBody {
  readonly source: UnitText
  readonly english?: UnitText
  readonly files: Readonly<Record<string, ServedFile>>
}

import type { Variant } from '#kernel/localized.ts'
import { prefixOf } from '#kernel/variant-address.ts'
import taken from './pictures.json' with { type: 'json' }

interface Size {
  readonly width: number
  readonly height: number
}

const sizes: Readonly<Record<string, Readonly<Record<string, Size>>>> = taken

/** Where the picture of a page is in the reader's script, and how large it is shown; `tools/help-pictures.ts` takes them. */
export function helpPicture(name: string, variant: Variant): { href: string; width?: number; height?: number } {
  const prefix = prefixOf(variant)
  const size = sizes[name]?.[prefix]
  return { href: `/help-pictures/${name}.${prefix}.webp`, ...(size && { width: size.width, height: size.height }) }
}

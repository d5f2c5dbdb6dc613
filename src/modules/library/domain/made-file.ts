import type { Variant } from '#kernel/localized.ts'

export const fileFormats = ['pdf', 'epub'] as const
export type FileFormat = (typeof fileFormats)[number]

export interface MadeFile {
  readonly format: FileFormat
  readonly variant: Variant
  readonly hash: string
  readonly name: string
  readonly size: number
}

/** The address at which readers ask for the file of a manual, whatever edition is the present one. */
export function downloadPath(slug: string, { format, variant }: Pick<MadeFile, 'format' | 'variant'>): string {
  return `/api/v1/library/manuals/${slug}.${format}?variant=${variant}`
}

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

import type { Result } from '#kernel/result.ts'

/** What a header says of its picture. */
export interface SaidSize {
  readonly width: number
  readonly height: number
  /** The bytes that show: pieces that carry words, places, colours of devices or other files are left out. */
  readonly bare: Uint8Array
}

export type HeaderReading = Result<SaidSize, 'animated' | 'damaged'>

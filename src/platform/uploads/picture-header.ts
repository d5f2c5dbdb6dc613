/** What a picture says of itself before a single pixel is decoded: its type by content, its size, whether it is one picture. */
import { done, type Result, refuse } from '#kernel/result.ts'
import type { HeaderReading, SaidSize } from './header-reading.ts'
import { readJpeg } from './jpeg-header.ts'
import { readPng } from './png-header.ts'
import { readWebp } from './webp-header.ts'

export type PictureType = 'png' | 'jpeg' | 'webp'

export type PictureRefusal =
  | 'empty'
  /** More bytes than allowed. */
  | 'too-large'
  /** Neither PNG nor JPEG nor WebP by its first bytes, whatever its name says. */
  | 'not-a-picture'
  /** It moves. */
  | 'animated'
  /** More pixels than allowed. */
  | 'too-many-pixels'
  /** What it says of itself does not hold together, or it could not be decoded. */
  | 'damaged'

export interface PictureHeader extends SaidSize {
  readonly type: PictureType
}

const readers: Readonly<Record<PictureType, (bytes: Buffer) => HeaderReading>> = { png: readPng, jpeg: readJpeg, webp: readWebp }

/** The type by the first bytes alone: a name or a declared type proves nothing. */
export function pictureType(bytes: Buffer): PictureType | undefined {
  if (bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))) return 'png'
  if (bytes.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex'))) return 'jpeg'
  const isRiff = bytes.subarray(0, 4).equals(Buffer.from('RIFF')) && bytes.subarray(8, 12).equals(Buffer.from('WEBP'))
  return isRiff ? 'webp' : undefined
}

/** Refuses what no decoder should ever see. */
export function readHeader(given: Uint8Array, maxPixels: number): Result<PictureHeader, PictureRefusal> {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength)
  if (bytes.length === 0) return refuse('empty')
  const type = pictureType(bytes)
  if (!type) return refuse('not-a-picture')
  const read = readers[type](bytes)
  if (!read.ok) return read
  const { width, height } = read.value
  if (width < 1 || height < 1) return refuse('damaged')
  if (width * height > maxPixels) return refuse('too-many-pixels')
  return done({ type, ...read.value })
}

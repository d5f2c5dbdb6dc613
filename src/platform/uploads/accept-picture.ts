import { done, type Result, refuse } from '#kernel/result.ts'
import type { App } from '../app.ts'
import type { BlobHash } from '../blobs.ts'
import { errorFields } from '../log.ts'
import { type PictureRefusal, readHeader } from './picture-header.ts'
import { readLimited, type UploadedBytes } from './read-limited.ts'

export interface PictureLimits {
  readonly maxBytes: number
  readonly maxPixels: number
  /** A longer side is made so long. */
  readonly maxSide: number
  /** Makes a PNG of a photograph too, for places that take only that. */
  readonly asPng?: boolean
}

/** A picture of ours: made anew, so that nothing of the uploaded file but its pixels is left. */
export interface AcceptedPicture {
  readonly hash: BlobHash
  readonly size: number
  readonly width: number
  readonly height: number
  readonly mediaType: 'image/png' | 'image/jpeg'
}

/** Takes an uploaded picture in: bytes counted, type and size read from its content, decoded, made anew, kept as a blob that nobody can open yet. */
export async function acceptPicture(app: App, source: UploadedBytes, limits: PictureLimits): Promise<Result<AcceptedPicture, PictureRefusal>> {
  const read = await readLimited(source, limits.maxBytes)
  if (!read.ok) return read
  const header = readHeader(read.value, limits.maxPixels)
  if (!header.ok) return header
  const { bare, ...said } = header.value
  const { maxSide, asPng = false } = limits
  try {
    const { bytes, ...made } = await app.pictures.remake({ ...said, bytes: bare, maxSide, asPng })
    return done({ hash: await app.blobs.keep(bytes), size: bytes.byteLength, ...made })
  } catch (error) {
    app.log.warn('picture refused', errorFields(error))
    return refuse('damaged')
  }
}

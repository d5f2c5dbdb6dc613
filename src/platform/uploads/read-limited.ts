import { done, type Result, refuse } from '#kernel/result.ts'

export type UploadedBytes = Uint8Array | Blob | AsyncIterable<Uint8Array>

/** All bytes of an upload, or a refusal at the first byte too many, whatever length its sender promised. */
export async function readLimited(source: UploadedBytes, maxBytes: number): Promise<Result<Uint8Array, 'too-large'>> {
  if (source instanceof Uint8Array) return source.byteLength > maxBytes ? refuse('too-large') : done(source)
  const stream = source instanceof Blob ? source.stream() : source
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of stream) {
    length += part.byteLength
    if (length > maxBytes) return refuse('too-large')
    parts.push(part)
  }
  return done(Buffer.concat(parts))
}

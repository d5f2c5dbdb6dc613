/** Where the bytes of an archive come from: a file, memory, or something that decrypts as it goes. */
export interface ByteSource {
  readonly size: number
  /** Exactly these bytes; the caller never asks beyond the size. */
  read(position: number, length: number): Promise<Uint8Array>
  /** The bytes from `start` up to, and without, `end`. */
  stream(start: number, end: number): NodeJS.ReadableStream
}

/** An archive that lies in memory; the stream is made by whoever owns streams, for example `Readable.from`. */
export function bytesSource(bytes: Uint8Array, streamOf: (bytes: Uint8Array) => NodeJS.ReadableStream): ByteSource {
  return {
    size: bytes.byteLength,
    read: (position, length) => Promise.resolve(bytes.subarray(position, position + length)),
    stream: (start, end) => streamOf(bytes.subarray(start, end)),
  }
}

import { type FileHandle, open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { ByteSource } from '@putokaz/safe-zip'

export interface OpenFile extends ByteSource {
  close(): Promise<void>
}

const ahead = 64 * 1024

/** A file to be read from anywhere; many small reads beside each other cost one. */
export async function openFile(path: string): Promise<OpenFile> {
  const handle = await open(path, 'r')
  const { size } = await handle.stat()
  let kept: { from: number; bytes: Buffer } = { from: 0, bytes: Buffer.alloc(0) }
  const covers = (position: number, length: number) => position >= kept.from && position + length <= kept.from + kept.bytes.length
  return {
    size,
    stream: (start, end) => Readable.from(range(handle, start, end), { objectMode: false }),
    async read(position, length) {
      if (!covers(position, length)) kept = { from: position, bytes: await readAt(handle, position, Math.max(length, ahead)) }
      return kept.bytes.subarray(position - kept.from, position - kept.from + length)
    },
    close: () => handle.close(),
  }
}

/** A stream made by the handle itself would close it. */
async function* range(handle: FileHandle, start: number, end: number): AsyncIterable<Buffer> {
  for (let at = start; at < end; ) {
    const bytes = await readAt(handle, at, Math.min(ahead, end - at))
    if (bytes.length === 0) return
    yield bytes
    at += bytes.length
  }
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  let count = 0
  while (count < length) {
    const { bytesRead } = await handle.read(bytes, count, length - count, position + count)
    if (bytesRead === 0) break
    count += bytesRead
  }
  return bytes.subarray(0, count)
}

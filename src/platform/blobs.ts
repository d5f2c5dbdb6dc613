/** Files by their content: the name of a blob is the SHA-256 of its bytes, so it can't change and never doubles. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'

export type BlobHash = string

export interface Blobs {
  /** Keeps the bytes and returns their name; they are on the disk when it returns. */
  keep(bytes: Uint8Array): Promise<BlobHash>
  size(hash: BlobHash): Promise<number | undefined>
  read(hash: BlobHash): Readable
  /** Takes the bytes off the disk; the caller knows that nothing names them any more. */
  remove(hash: BlobHash): Promise<void>
}

const sha256 = /^[0-9a-f]{64}$/

export function openBlobs(folder: string): Blobs {
  const pathOf = (hash: BlobHash) => {
    if (!sha256.test(hash)) throw new Error('not the name of a blob')
    return join(folder, hash.slice(0, 2), hash)
  }
  const size = (hash: BlobHash) =>
    stat(pathOf(hash)).then(
      (found) => found.size,
      () => undefined,
    )
  return {
    size,
    read: (hash) => createReadStream(pathOf(hash)),
    remove: (hash) => rm(pathOf(hash), { force: true }),
    async keep(bytes) {
      const hash = createHash('sha256').update(bytes).digest('hex')
      if ((await size(hash)) === bytes.byteLength) return hash
      await writeDurably(pathOf(hash), bytes)
      return hash
    },
  }
}

/** Writes beside, syncs, renames, syncs the folder: after a power cut the file is there whole, or not at all. */
async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const draft = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`
  const file = await open(draft, 'w', 0o640)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } catch (error) {
    await unlink(draft).catch(() => {})
    throw error
  } finally {
    await file.close()
  }
  await rename(draft, path)
  const folder = await open(dirname(path), 'r')
  await folder.sync().finally(() => folder.close())
}

import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createPool } from '#platform/workers/index.ts'
import type { PictureHeader } from './picture-header.ts'

/** A picture whose header was read and found good. */
export interface PictureTask extends Omit<PictureHeader, 'bare'> {
  readonly bytes: Uint8Array
  /** A longer side is made so long. */
  readonly maxSide: number
  /** A photograph is made a PNG too. */
  readonly asPng?: boolean
}

export interface MadeBytes {
  readonly bytes: Uint8Array
  readonly width: number
  readonly height: number
  readonly mediaType: 'image/png' | 'image/jpeg'
}

/** Makes pictures anew outside the event loop. */
export interface PictureMaker {
  /** Rejects with a `WorkerError` when it cannot be decoded in time and memory. */
  remake(task: PictureTask): Promise<MadeBytes>
  close(): Promise<void>
}

/** Nothing starts before the first picture, and nothing of it stays for long. */
export function createPictureMaker({ root, timeoutMs = 20_000 }: { root: string; timeoutMs?: number }): PictureMaker {
  const file = pathToFileURL(join(root, 'src/platform/uploads/picture-worker.ts'))
  const pool = createPool<PictureTask, MadeBytes>({ file, size: 1, timeoutMs, memoryMb: 128, queue: 10, idleMs: 10_000, warm: 0 })
  return { remake: (task) => pool.run(task), close: () => pool.close() }
}

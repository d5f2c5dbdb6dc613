import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createPool, type PoolOptions } from '#platform/workers/index.ts'
import type { EpubBook } from './pages.ts'

/** Makes EPUBs outside the event loop. */
export interface EpubMaker {
  epub(book: EpubBook): Promise<Uint8Array>
  close(): Promise<void>
}

export interface EpubMakerOptions {
  /** Root of the repository: the worker is read from there. */
  readonly root: string
  readonly limits?: Partial<Pick<PoolOptions, 'size' | 'timeoutMs' | 'memoryMb' | 'queue' | 'idleMs' | 'warm'>>
}

/** Nothing starts before the first book. */
export function createEpubMaker({ root, limits = {} }: EpubMakerOptions): EpubMaker {
  const file = pathToFileURL(join(root, 'src/platform/epub/epub-worker.ts'))
  const pool = createPool<string, Uint8Array>({ file, size: 1, timeoutMs: 30_000, memoryMb: 256, ...limits })
  return { epub: (book) => pool.run(JSON.stringify(book)), close: () => pool.close() }
}

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Variant } from '#kernel/localized.ts'
import { createPool, type Pool, type PoolOptions } from '#platform/workers/index.ts'
import type { Documents, Template } from './documents.ts'
import type { PdfSetup, PdfTask } from './pdf-worker.ts'

/** Makes tagged PDFs outside the event loop. */
export interface PdfMaker {
  /** Rejects with a `WorkerError`; `full` and `timeout` are worth a second try. */
  pdf<T extends Template>(template: T, data: Documents[T], variant: Variant): Promise<Uint8Array>
  close(): Promise<void>
}

export interface PdfMakerOptions {
  /** Root of the repository: templates, fonts and the worker are read from there. */
  readonly root: string
  readonly limits?: Partial<Pick<PoolOptions, 'size' | 'timeoutMs' | 'memoryMb' | 'queue' | 'idleMs'>>
}

const wasm = 'node_modules/@myriaddreamin/typst-ts-web-compiler/pkg/typst_ts_web_compiler_bg.wasm'

/** Two workers by default, so that a certificate need not wait until a long manual is set. Nothing starts before the first PDF. */
export function createPdfMaker({ root, limits = {} }: PdfMakerOptions): PdfMaker {
  let pool: Promise<Pool<PdfTask, Uint8Array>> | undefined

  async function open(): Promise<Pool<PdfTask, Uint8Array>> {
    // Compiled once and shared: the machine code of Typst is larger than all else a worker holds.
    const module = await WebAssembly.compile(await readFile(join(root, wasm)))
    const setup: PdfSetup = { root, module }
    const file = pathToFileURL(join(root, 'src/platform/pdf/pdf-worker.ts'))
    return createPool({ file, setup, size: 2, timeoutMs: 60_000, memoryMb: 256, idleMs: 120_000, ...limits })
  }

  return {
    async pdf(template, data, variant) {
      pool ??= open()
      return (await pool).run({ template, json: JSON.stringify({ ...data, variant }), variant })
    },
    async close() {
      await (await pool)?.close()
    },
  }
}

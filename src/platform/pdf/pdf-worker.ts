import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import startWasm, { type TypstCompiler, TypstCompilerBuilder } from '@myriaddreamin/typst-ts-web-compiler'
import type { Variant } from '#kernel/localized.ts'
import { answerTasks } from '#platform/workers/index.ts'
import { withCatalogue } from './catalogue.ts'
import type { Template } from './documents.ts'
import { prepared } from './prepared.ts'

export interface PdfSetup {
  readonly root: string
  readonly module: WebAssembly.Module
}

/** The data travels as JSON text: cheaper than cloning a large tree on the main thread. */
export interface PdfTask {
  readonly template: Template
  readonly json: string
  readonly variant: Variant
}

answerTasks(async ({ root, module }: PdfSetup) => {
  const { memory } = await startWasm({ module_or_path: module })
  const compiler = await compilerWith(root)
  return {
    wasmBytes: () => memory.buffer.byteLength,
    answer: ({ template, json, variant }: PdfTask) => {
      compiler.map_shadow('/data.json', new TextEncoder().encode(prepared(json)))
      return withCatalogue(pdfOf(compiler, `/${template}.typ`), variant)
    },
  }
})

/** A compiler that sees our templates, our fonts and the data: no file system, no network, no packages. */
async function compilerWith(root: string): Promise<TypstCompiler> {
  const builder = new TypstCompilerBuilder()
  builder.set_dummy_access_model()
  const fonts = join(root, 'assets/fonts')
  for (const file of readdirSync(fonts).filter((name) => name.endsWith('.ttf'))) await builder.add_raw_font(readFileSync(join(fonts, file)))
  const compiler = await builder.build()
  const templates = join(root, 'src/platform/pdf/templates')
  for (const file of readdirSync(templates)) compiler.add_source(`/${file}`, readFileSync(join(templates, file), 'utf8'))
  return compiler
}

interface Outcome {
  readonly result?: Uint8Array
  readonly diagnostics?: readonly { severity: string; path: string; range: string; message: string }[]
}

const pagedTarget = 0
const pdfFormat = 1
const fullDiagnostics = 3

function pdfOf(compiler: TypstCompiler, main: string): Uint8Array {
  const world = compiler.snapshot('/', main, null)
  try {
    const compiled: Outcome & { hasError: boolean } = world.compile(pagedTarget, fullDiagnostics)
    const { result, diagnostics = compiled.diagnostics }: Outcome = compiled.hasError ? compiled : world.get_artifact(pdfFormat, fullDiagnostics)
    if (result) return result
    const first = diagnostics?.[0]
    throw new Error(first ? `${first.path} ${first.range}: ${first.message}` : 'Typst gave no PDF')
  } finally {
    world.free()
  }
}

import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A built file with an address that changes with its content. */
interface BuiltFile {
  readonly path: string
  readonly body: string
}

/** The script and the style of all tools, outside everything that Kit builds. */
export interface Bundle {
  readonly js: BuiltFile
  readonly css: BuiltFile
}

const read = new Map<string, Bundle | undefined>()

/** Read once. Undefined where nothing was built: then a tool is what it is without its script. */
export function bundleOf({ programFolder }: { readonly programFolder: string }): Bundle | undefined {
  if (!read.has(programFolder)) read.set(programFolder, readBundle(programFolder))
  return read.get(programFolder)
}

function readBundle(programFolder: string): Bundle | undefined {
  const folder = join(programFolder, 'build/field-tool')
  if (!existsSync(join(folder, 'runner.js'))) return undefined
  const fileOf = (ending: string): BuiltFile => {
    const body = readFileSync(join(folder, `runner.${ending}`), 'utf8')
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 16)
    return { path: `/t/-/runner.${hash}.${ending}`, body }
  }
  return { js: fileOf('js'), css: fileOf('css') }
}

import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A built file with an address that changes with its content. */
interface BuiltFile {
  readonly path: string
  readonly body: string
  readonly mediaType: string
}

/** The script and the style of all tools, outside everything that Kit builds. */
export interface Bundle {
  readonly js: BuiltFile
  readonly css: BuiltFile
}

/** Undefined where nothing was built: then a tool is what it is without its script. */
export function readBundle(programFolder: string): Bundle | undefined {
  const folder = join(programFolder, 'build/field-tool')
  if (!existsSync(join(folder, 'runner.js'))) return undefined
  const read = (ending: string, mediaType: string): BuiltFile => {
    const body = readFileSync(join(folder, `runner.${ending}`), 'utf8')
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 16)
    return { path: `/t/-/runner.${hash}.${ending}`, body, mediaType }
  }
  return { js: read('js', 'text/javascript; charset=utf-8'), css: read('css', 'text/css; charset=utf-8') }
}

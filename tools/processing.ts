/** `npm run processing` writes docs/processing.md; with `--check` it only says whether the file is still true. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { drawProcessing } from './processing/draw-processing.ts'

const file = join(resolve(import.meta.dirname, '..'), 'docs/processing.md')
const drawn = drawProcessing()
const isFresh = existsSync(file) && readFileSync(file, 'utf8') === drawn

if (!process.argv.includes('--check')) writeFileSync(file, drawn)
else if (!isFresh) {
  process.stderr.write('docs/processing.md is stale: npm run processing\n')
  process.exitCode = 1
}

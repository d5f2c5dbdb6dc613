/** `npm run accessibility` writes the results that the page on accessibility shows; with `--check` it only says whether they are still true. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { drawResults, resultsFile } from './accessibility/draw-results.ts'

const root = resolve(import.meta.dirname, '..')
const file = join(root, resultsFile)
const drawn = drawResults(root)
const isFresh = existsSync(file) && readFileSync(file, 'utf8') === drawn

if (!process.argv.includes('--check')) writeFileSync(file, drawn)
else if (!isFresh) {
  process.stderr.write(`${resultsFile} is stale: npm run accessibility\n`)
  process.exitCode = 1
}

/** `npm run rights` writes docs/rights.md; with `--check` it only says whether the file is still true. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { drawRights } from './rights/draw-rights.ts'

const file = join(resolve(import.meta.dirname, '..'), 'docs/rights.md')
const drawn = drawRights()
const isFresh = existsSync(file) && readFileSync(file, 'utf8') === drawn

if (!process.argv.includes('--check')) writeFileSync(file, drawn)
else if (!isFresh) {
  process.stderr.write('docs/rights.md is stale: npm run rights\n')
  process.exitCode = 1
}

/** `npm run map` writes docs/map.md; with `--check` it only says whether the file is still true. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { drawMap } from './map/draw-map.ts'

const root = resolve(import.meta.dirname, '..')
const file = join(root, 'docs/map.md')
const drawn = await drawMap(root)
const isFresh = existsSync(file) && readFileSync(file, 'utf8') === drawn

if (!process.argv.includes('--check')) writeFileSync(file, drawn)
else if (!isFresh) {
  process.stderr.write('docs/map.md is stale: npm run map\n')
  process.exitCode = 1
}

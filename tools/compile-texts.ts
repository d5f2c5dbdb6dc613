/** Writes src/texts/generated from the catalogues; exits 1 with the list when one is wrong. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Catalogue, compileNamespace } from './texts/compile.ts'

const texts = resolve(import.meta.dirname, '../src/texts')
const read = (language: string, file: string): Catalogue | undefined => {
  const path = join(texts, language, file)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined
}

mkdirSync(join(texts, 'generated'), { recursive: true })
const problems: string[] = []
for (const file of readdirSync(join(texts, 'sr-Cyrl')).filter((name) => name.endsWith('.json'))) {
  const name = file.replace('.json', '')
  const latin = read('sr-Latn', file)
  const result = compileNamespace(name, { 'sr-Cyrl': read('sr-Cyrl', file) ?? {}, en: read('en', file) ?? {}, ...(latin && { 'sr-Latn': latin }) })
  if ('problems' in result) problems.push(...result.problems)
  else writeIfChanged(join(texts, 'generated', `${name}.ts`), result.source)
}
for (const problem of problems) process.stderr.write(`${problem}\n`)
process.exitCode = problems.length > 0 ? 1 : 0

/** Leaves an equal file alone, so that a running development server does not reload for nothing. */
function writeIfChanged(path: string, source: string): void {
  if (!existsSync(path) || readFileSync(path, 'utf8') !== source) writeFileSync(path, source)
}

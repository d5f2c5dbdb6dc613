/** Makes a new module by imitation of `example/`: small, whole and tested from its first minute. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beside, floors } from '../../.dependency-cruiser.mjs'

const example = join(import.meta.dirname, 'example')

export type ModuleRefusal = 'name' | 'floor' | 'taken' | 'other-floor'

export interface Created {
  readonly files: readonly string[]
  /** What nobody but a person adds: file and line. */
  readonly byHand: readonly { readonly file: string; readonly line: string }[]
}

export function createModule(root: string, name: string, floor: string): Created | { readonly refusal: ModuleRefusal } {
  const refusal = refusalOf(root, name, floor)
  if (refusal !== undefined) return { refusal }
  const files = readdirSync(example, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => writeFrom(path, join(root, 'src/modules', name), name))
  return { files: files.sort(), byHand: linesByHand(name, floor) }
}

function refusalOf(root: string, name: string, floor: string): ModuleRefusal | undefined {
  if (!/^[a-z]{3,20}$/.test(name)) return 'name'
  if (floor !== 'beside' && floors[Number(floor)] === undefined) return 'floor'
  if (existsSync(join(root, 'src/modules', name))) return 'taken'
  const known = placeOf(name)
  return known !== undefined && known !== floor ? 'other-floor' : undefined
}

/** Where the rules already expect a module of that name. */
function placeOf(name: string): string | undefined {
  if (beside.includes(name)) return 'beside'
  const floor = floors.findIndex((names) => names.includes(name))
  return floor === -1 ? undefined : String(floor)
}

function writeFrom(template: string, folder: string, name: string): string {
  const path = join(folder, template.slice(example.length).replace('.template', '.ts'))
  const named = readFileSync(template, 'utf8').replaceAll('example', name).replaceAll('Example', capital(name))
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, named)
  return path
}

function linesByHand(name: string, floor: string): Created['byHand'] {
  const lines = [
    { file: 'src/migrations.ts', line: `import { migrations as ${name} } from '#modules/${name}/index.ts'` },
    { file: 'src/migrations.ts', line: `  { module: '${name}', migrations: ${name} },` },
    { file: 'docs/words.md', line: `| **${name} entry** | What it is, in one sentence. | … | ${name} | [entry.ts](../src/modules/${name}/domain/entry.ts) |` },
  ]
  if (placeOf(name) !== undefined) return lines
  return [...lines, { file: '.dependency-cruiser.mjs', line: floor === 'beside' ? `'${name}' in beside` : `'${name}' in row ${floor} of floors` }]
}

function capital(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1)
}

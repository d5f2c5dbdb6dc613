/** A copy of the product to plant faults in, with the installed packages linked. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '../../..')

export interface TreeCopy {
  readonly folder: string
  write(path: string, text: string): void
  remove(): void
}

const copied = ['src', 'packages', 'package.json', 'tsconfig.json', '.dependency-cruiser.mjs']

export function copyTree(alsoCopied: readonly string[] = []): TreeCopy {
  const folder = mkdtempSync(join(tmpdir(), 'putokaz-tree-'))
  for (const part of [...copied, ...alsoCopied]) cpSync(join(root, part), join(folder, part), { recursive: true, verbatimSymlinks: true })
  mkdirSync(join(folder, 'node_modules/@putokaz'), { recursive: true })
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name !== '@putokaz') symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name))
  }
  for (const name of readdirSync(join(root, 'packages'))) symlinkSync(join(folder, 'packages', name), join(folder, 'node_modules/@putokaz', name))
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return { folder, write, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** All files under a folder of the copy whose name ends so, as paths from the top. */
export function filesOf(folder: string, under: string, ending: string): string[] {
  return readdirSync(join(folder, under), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending) && !path.includes('node_modules'))
    .map((path) => `${under}/${path}`)
}

const typeImport = /^\s*import type [^'"]*from ['"][^'"]+['"]/gm

/**
 * The compiler of components drops `import type` before the cruiser can see it. So that these arrows count too,
 * they are written out once more beside each component.
 */
export function showTypeImports(copy: TreeCopy): void {
  for (const path of filesOf(copy.folder, 'src', '.svelte')) {
    const found = readFileSync(join(copy.folder, path), 'utf8').match(typeImport)
    if (found) copy.write(typesBeside(path), found.join('\n'))
  }
}

export function typesBeside(component: string): string {
  return `${component}-types.ts`
}

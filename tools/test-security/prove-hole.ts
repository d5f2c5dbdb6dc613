import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, relative, sep } from 'node:path'

/** A fault sown on purpose, in a file of its own in `tests/security/holes/`. */
export interface Hole {
  /** `SEC-15`, as the catalogue names the attack. */
  readonly suite: string
  /** One sentence: what is broken. */
  readonly what: string
  readonly file: string
  /** Stands in the file exactly once. */
  readonly find: string
  readonly replace: string
  /** The project of the tests, and its files that must fail. */
  readonly project: string
  readonly tests: readonly string[]
}

/** `missed`: the suite passed on the broken tree. `stale`: the text to be replaced is not there once. `unbuilt`: the broken tree can't run. */
export type Proof = 'found' | 'missed' | 'stale' | 'unbuilt'

export function readHoles(folder: string): Hole[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
  return names.sort().map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Hole)
}

const left = new Set(['node_modules', '.git', 'data', 'build', '.svelte-kit'])

export function proveHole(root: string, hole: Hole): Proof {
  const before = readFileSync(join(root, hole.file), 'utf8')
  if (before.split(hole.find).length !== 2) return 'stale'
  const copy = mkdtempSync(join(tmpdir(), 'putokaz-hole-'))
  try {
    cpSync(root, copy, { recursive: true, filter: (from) => !left.has(relative(root, from).split(sep)[0] ?? '') })
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
    writeFileSync(
      join(copy, hole.file),
      before.replace(hole.find, () => hole.replace),
    )
    if (run(copy, 'tools/compile-texts.ts') !== 0) return 'unbuilt'
    if (needsPages(hole) && run(copy, 'node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error') !== 0) return 'unbuilt'
    return run(copy, 'node_modules/vitest/vitest.mjs', 'run', '--project', hole.project, ...hole.tests) === 0 ? 'missed' : 'found'
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

/** Tests in the process itself run the source as it stands. */
function needsPages({ project }: Hole): boolean {
  return project === 'security' || project === 'journeys' || project === 'start'
}

function run(copy: string, ...args: string[]): number {
  const PATH = [join(copy, 'node_modules/.bin'), process.env['PATH']].join(delimiter)
  return spawnSync(process.execPath, args, { cwd: copy, stdio: 'ignore', env: { ...process.env, PATH, NO_COLOR: '1' } }).status ?? 1
}

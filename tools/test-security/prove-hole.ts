import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, delimiter, join, relative, sep } from 'node:path'

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

/**
 * `missed`: the tests passed on the broken tree. `already failing`: they fail without the fault, so their failing tells nothing. `stale`:
 * the text to be replaced is not there once. `unbuilt`: the broken tree can't run, or no single test did.
 */
export type Outcome = 'found' | 'missed' | 'already failing' | 'stale' | 'unbuilt'

export interface Proof {
  readonly outcome: Outcome
  /** The first test that found it. */
  readonly by?: string
}

export function readHoles(folder: string): Hole[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
  return names.sort().map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Hole)
}

/** A copy of the tree in which faults are sown and taken out again, one at a time. */
export interface Bed {
  prove(hole: Hole): Proof
  clear(): void
}

const left = new Set(['node_modules', '.git', 'data', 'build', '.svelte-kit'])

/** All tests of the faults run once on the copy as it is; then faults can be sown. */
export function makeBed(root: string, holes: readonly Hole[]): Bed {
  const copy = mkdtempSync(join(tmpdir(), 'putokaz-hole-'))
  cpSync(root, copy, { recursive: true, filter: (from) => !left.has(relative(root, from).split(sep)[0] ?? '') })
  linkPackages(root, copy)
  const isWhole = unbrokenTests(copy, holes)
  return {
    prove(hole) {
      const file = join(copy, hole.file)
      const before = existsSync(file) ? readFileSync(file, 'utf8') : ''
      if (before.split(hole.find).length !== 2) return { outcome: 'stale' }
      if (!hole.tests.every((test) => isWhole(hole.project, test))) return { outcome: 'already failing' }
      writeFileSync(
        file,
        before.replace(hole.find, () => hole.replace),
      )
      try {
        return judge(build(copy, hole.project) ? runTests(copy, hole.project, ['--bail=1', ...hole.tests]) : [])
      } finally {
        writeFileSync(file, before)
      }
    },
    clear: () => rmSync(copy, { recursive: true, force: true }),
  }
}

/** Packages of others are those of the tree; our own are those of the copy, or a fault in one of them would never be met. */
function linkPackages(root: string, copy: string): void {
  const [from, to] = [join(root, 'node_modules'), join(copy, 'node_modules')]
  mkdirSync(join(to, '@putokaz'), { recursive: true })
  for (const name of readdirSync(from).filter((one) => one !== '@putokaz')) symlinkSync(realpathSync(join(from, name)), join(to, name))
  for (const name of readdirSync(join(from, '@putokaz')))
    symlinkSync(join(copy, 'packages', basename(realpathSync(join(from, '@putokaz', name)))), join(to, '@putokaz', name))
}

/** Which files of tests pass on the tree as it is: of any other, failing tells nothing. */
function unbrokenTests(copy: string, holes: readonly Hole[]): (project: string, test: string) => boolean {
  const whole = new Set<string>()
  for (const project of new Set(holes.map((hole) => hole.project))) {
    const tests = [...new Set(holes.filter((hole) => hole.project === project).flatMap((hole) => hole.tests))]
    const ran = build(copy, project) ? runTests(copy, project, tests) : []
    for (const test of tests) {
      const own = ran.filter(({ file }) => file === test)
      if (own.length > 0 && own.every(({ passed }) => passed)) whole.add(`${project} ${test}`)
    }
  }
  return (project, test) => whole.has(`${project} ${test}`)
}

interface Ran {
  readonly file: string
  readonly name: string
  readonly passed: boolean
}

function judge(ran: readonly Ran[]): Proof {
  const failed = ran.find(({ passed }) => !passed)
  if (failed) return { outcome: 'found', by: failed.name }
  return { outcome: ran.length > 0 ? 'missed' : 'unbuilt' }
}

/** Tests in the process itself run the source as it stands. */
function build(copy: string, project: string): boolean {
  if (run(copy, 'tools/compile-texts.ts') !== 0) return false
  const needsPages = project === 'security' || project === 'journeys' || project === 'start'
  return !needsPages || run(copy, 'node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error') === 0
}

interface Report {
  readonly testResults: readonly { readonly name: string; readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[] }[]
}

/** A server that did not start, or a file that could not be read, is no test that failed: nothing ran. */
function runTests(copy: string, project: string, args: readonly string[]): Ran[] {
  const report = join(copy, 'proof.json')
  rmSync(report, { force: true })
  run(copy, 'node_modules/vitest/vitest.mjs', 'run', '--project', project, '--reporter=json', `--outputFile=${report}`, ...args)
  if (!existsSync(report)) return []
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'passed' || status === 'failed')
      .map(({ fullName, status }) => ({ file: relative(copy, name), name: fullName, passed: status === 'passed' })),
  )
}

function run(copy: string, ...args: string[]): number {
  const PATH = [join(copy, 'node_modules/.bin'), process.env['PATH']].join(delimiter)
  return spawnSync(process.execPath, args, { cwd: copy, stdio: 'ignore', env: { ...process.env, PATH, NO_COLOR: '1' } }).status ?? 1
}

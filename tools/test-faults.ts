/**
 * `npm run test:faults [-- REL-01 …] [--long]` runs the experiments of tests/faults/ in their whole size, all or those named, and prints
 * at the end what each of them counted.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const given = process.argv.slice(2)
const wanted = given.filter((one) => !one.startsWith('--')).map((name) => name.toLowerCase())
const known = readdirSync(join(root, 'tests/faults')).filter((name) => name.endsWith('.test.ts'))
const files = known.filter((file) => wanted.length === 0 || wanted.some((name) => file.startsWith(name)))

if (files.length === 0) {
  process.stdout.write(`Not known: ${wanted.join(', ')}. There are: ${known.map((file) => file.replace('.test.ts', '')).join(', ')}.\n`)
  process.exitCode = 1
} else process.exitCode = run()

function run(): number {
  const folder = mkdtempSync(join(tmpdir(), 'putokaz-faults-'))
  const results = join(folder, 'results')
  const env = { ...process.env, PUTOKAZ_FAULTS: given.includes('--long') ? 'long' : 'whole', PUTOKAZ_FAULTS_RESULTS: results }
  const node = (args: string[]) => spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env }).status ?? 1
  try {
    // The real server runs on built pages.
    const code =
      node(['tools/compile-texts.ts']) || node(['tools/build.ts']) || node(['node_modules/vitest/vitest.mjs', 'run', '--project', 'faults', ...files])
    for (const line of existsSync(results) ? readFileSync(results, 'utf8').trim().split('\n') : []) process.stdout.write(`${shown(line)}\n`)
    return code
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function shown(line: string): string {
  const { experiment, ...counted } = JSON.parse(line) as Record<string, number | string>
  const words = Object.entries(counted).map(([name, value]) => `${name} ${value}`)
  return `${String(experiment).padEnd(8)} ${words.join(' · ')}`
}

/**
 * `npm run check`: all that can be said without running the product. One line a step, with its time.
 * `node tools/check.ts types lint` runs only these.
 */
import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const packaged = (path: string) => join('node_modules', path)

/** In the order of what the later ones need: types look at compiled texts and at what Kit writes for each page. */
const steps: Readonly<Record<string, readonly (readonly string[])[]>> = {
  texts: [['tools/compile-texts.ts']],
  types: [
    [packaged('@sveltejs/kit/svelte-kit.js'), 'sync'],
    [packaged('svelte-check/bin/svelte-check'), '--fail-on-warnings'],
  ],
  format: [[packaged('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings']],
  lint: [[packaged('eslint/bin/eslint.js'), 'src', 'packages', 'bin', 'tools', 'bench', '--max-warnings', '0']],
  arrows: [[packaged('dependency-cruiser/bin/dependency-cruiser.mjs'), 'src', 'packages', '--config', '.dependency-cruiser.mjs', '-T', 'err']],
  dead: [[packaged('knip/bin/knip.js'), '--no-progress']],
  map: [['tools/map.ts', '--check']],
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in steps))
if (unknown.length > 0) {
  process.stderr.write(`There is no step ${unknown.join(', ')}. There are: ${Object.keys(steps).join(', ')}\n`)
  process.exit(2)
}

let failed = 0
for (const [name, programs] of Object.entries(steps)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  const began = performance.now()
  const { ok, said } = await runAll(programs)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  process.stdout.write(`${ok ? 'passed' : 'FAILED'}  ${name.padEnd(8)} ${seconds} s\n`)
  if (ok) continue
  failed++
  process.stdout.write(`${said.trim()}\n\n`)
}
process.exitCode = failed > 0 ? 1 : 0

interface Outcome {
  readonly ok: boolean
  readonly said: string
}

async function runAll(programs: readonly (readonly string[])[]): Promise<Outcome> {
  for (const program of programs) {
    const outcome = await run(program)
    if (!outcome.ok) return outcome
  }
  return { ok: true, said: '' }
}

/** Under this very Node; what a step says is shown only when it fails. */
function run(program: readonly string[]): Promise<Outcome> {
  return new Promise((done) => {
    const child = spawn(process.execPath, program, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (said += piece.toString()))
    child.on('close', (code) => done({ ok: code === 0, said }))
  })
}

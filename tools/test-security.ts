/**
 * `npm run test:security` runs the security suites in their whole form. With `--prove [suite …]` each suite runs on a copy of the tree,
 * where it must pass, and once more with a fault sown on purpose, which it must find.
 */
import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { makeBed, readHoles } from './test-security/prove-hole.ts'

const root = resolve(import.meta.dirname, '..')
const [first, ...wanted] = process.argv.slice(2)

if (first === '--prove') prove()
else {
  const args = [join(root, 'bin/test.mjs'), 'security']
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, PUTOKAZ_SECURITY: 'whole' } })
  process.exitCode = status ?? 1
}

function prove(): void {
  const holes = readHoles(join(root, 'tests/security/holes')).filter(({ suite }) => wanted.length === 0 || wanted.includes(suite))
  const bed = makeBed(root, holes)
  let missed = 0
  for (const hole of holes) {
    const { outcome, by } = bed.prove(hole)
    const isFound = outcome === 'found'
    if (!isFound) missed++
    process.stdout.write(`${isFound ? '✓' : '✗'} ${hole.suite.padEnd(8)} ${hole.what}  (${isFound ? by : outcome})\n`)
  }
  bed.clear()
  process.stdout.write(`${holes.length - missed} passed, ${missed} failed\n`)
  if (missed > 0 || holes.length === 0) process.exitCode = 1
}

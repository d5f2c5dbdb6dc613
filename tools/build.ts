/** Builds the pages: texts first, since pages import what is compiled from them; field tools and shell last, into the folder the pages emptied. */
import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const steps = [
  [process.execPath, 'tools/compile-texts.ts'],
  [process.execPath, join('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'],
  [process.execPath, 'tools/build-field-tool.ts'],
  [process.execPath, 'tools/build-shell.ts'],
] as const

for (const [program, ...args] of steps) {
  const { status } = spawnSync(program, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { Problem } from './problem.mjs'

/** How to run npm: the very one that runs us, else the one on the path. */
export function npmCommand(args, environment = process.env) {
  const running = environment.npm_execpath
  if (running?.endsWith('npm-cli.js') && existsSync(running)) return { program: process.execPath, args: [running, ...args] }
  const name = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const found = spawnSync(name, ['--version'], { env: environment, stdio: 'ignore', shell: process.platform === 'win32' })
  if (found.status !== 0) throw new Problem('npmMissing')
  return { program: name, args }
}

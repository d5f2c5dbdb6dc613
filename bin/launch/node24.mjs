import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from './problem.mjs'

const wantedMajor = 24

/** The Node that runs the program: the one npm brought, else the running one when it is new enough. */
export function findNode24(root) {
  const brought = join(root, 'node_modules', `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`, 'bin')
  const program = join(brought, process.platform === 'win32' ? 'node.exe' : 'node')
  // On a machine with another C library the file is there and does not run.
  if (existsSync(program) && spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0) return program
  if (majorOf(process.versions.node) >= wantedMajor) return process.execPath
  throw new Problem('nodeMissing')
}

export function majorOf(version) {
  return Number.parseInt(version, 10)
}

import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { npmCommand } from './npm.mjs'
import { Problem } from './problem.mjs'

/** Whether what is installed is what package-lock.json says, for this machine. */
export function dependenciesAreFresh(root) {
  const lock = readText(join(root, 'package-lock.json'))
  if (readText(stampFile(root)) === stampOf(lock)) return true
  if (!agrees(lock, readText(join(root, 'node_modules', '.package-lock.json')))) return false
  // Somebody ran `npm ci` himself: remember, so that the next start need not compare.
  writeStamp(root, lock)
  return true
}

/** Installs exactly what is locked. Scripts of packages never run: none of ours needs one (architecture §2). */
export async function installDependencies(root, run) {
  const lock = readText(join(root, 'package-lock.json'))
  rmSync(stampFile(root), { force: true })
  const wanted = ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  const { code, said } = await run({ ...npmCommand(wanted), cwd: root })
  if (code !== 0) throw new Problem('installFailed', {}, said)
  writeStamp(root, lock)
}

/**
 * npm leaves node_modules/.package-lock.json behind a finished install: the part of the lock that fits this machine.
 * Only optional packages may be missing from it.
 */
export function agrees(lock, installed) {
  if (lock === '' || installed === '') return false
  const here = JSON.parse(installed).packages ?? {}
  return Object.entries(JSON.parse(lock).packages ?? {}).every(([path, wanted]) => {
    if (path === '' || wanted.link) return true
    const found = here[path]
    if (found === undefined) return wanted.optional === true || wanted.devOptional === true || !path.includes('node_modules/')
    return found.version === wanted.version && found.integrity === wanted.integrity
  })
}

function writeStamp(root, lock) {
  mkdirSync(join(root, 'node_modules'), { recursive: true })
  writeFileSync(stampFile(root), stampOf(lock))
}

function stampOf(lock) {
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}\n`
}

function stampFile(root) {
  return join(root, 'node_modules', '.putokaz-installed')
}

function readText(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

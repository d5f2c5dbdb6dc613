import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { npmCommand } from './npm.mjs'
import { Problem } from './problem.mjs'

const inputs = ['src', 'packages', 'static', 'assets', 'tools', 'vite.config.ts', 'svelte.config.js', 'tsconfig.json', 'package.json', 'package-lock.json']
/** What the build itself writes, and what never reaches a page. */
const ignored = /^(generated|node_modules|README\.md)$|\.test\.ts$|\.tsbuildinfo$/

/** Whether the built pages were made from the present sources; content is compared, for a clone gives every file a new time. */
export function buildIsFresh(root) {
  return existsSync(join(root, 'build', 'handler.js')) && readStamp(root) === hashOfSources(root)
}

export async function buildPages(root, run) {
  const made = hashOfSources(root)
  rmSync(stampFile(root), { force: true })
  const { code, said } = await run({ ...npmCommand(['run', 'build']), cwd: root })
  if (code !== 0) throw new Problem('buildFailed', {}, said)
  writeFileSync(stampFile(root), made)
}

export function hashOfSources(root) {
  const hash = createHash('sha256')
  for (const input of inputs) addTo(hash, root, input)
  return hash.digest('hex')
}

function addTo(hash, root, path) {
  const full = join(root, path)
  const found = statSync(full, { throwIfNoEntry: false })
  if (found === undefined) return
  if (found.isFile()) {
    hash.update(`${path}\0${found.size}\0`).update(readFileSync(full))
    return
  }
  for (const name of readdirSync(full).sort()) {
    if (!ignored.test(name)) addTo(hash, root, `${path}/${name}`)
  }
}

function readStamp(root) {
  return existsSync(stampFile(root)) ? readFileSync(stampFile(root), 'utf8') : ''
}

function stampFile(root) {
  return join(root, 'build', '.putokaz-built')
}

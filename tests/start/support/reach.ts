/** The tree as another user may read it. */
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const parts = ['bin', 'node_modules', 'package.json', 'packages', 'src', 'tests']
let copy: string | undefined

/** The tree itself, or, where a closed home keeps others out, the same files beside the temporary ones. */
export function withinReach(root: string): string {
  if (othersMayPass(root)) return root
  copy ??= copyOf(root)
  return copy
}

function othersMayPass(folder: string): boolean {
  const passes = (statSync(folder).mode & 0o001) !== 0
  return passes && (dirname(folder) === folder || othersMayPass(dirname(folder)))
}

function copyOf(root: string): string {
  const place = mkdtempSync(join(tmpdir(), 'start-tree-'))
  chmodSync(place, 0o755)
  process.once('exit', () => rmSync(place, { recursive: true, force: true }))
  const sources = parts.map((part) => join(root, part))
  try {
    execFileSync('cp', ['-al', ...sources, place], { stdio: 'ignore' })
  } catch {
    // Another file system takes no hard links.
    execFileSync('cp', ['-a', ...sources, place])
  }
  return place
}

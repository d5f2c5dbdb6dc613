import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A package of the lockfile, as `npm ci` puts it into the tree. */
export interface LockedPackage {
  readonly name: string
  readonly version: string
  readonly licence: string
  /** Subresource Integrity of what is downloaded. */
  readonly integrity: string
  /** Another place than the registry: a repository, a file, an address. */
  readonly place: string | undefined
  /** It would run a script of its own when installed; with `--ignore-scripts` it does not. */
  readonly wantsScript: boolean
  /** Not on the server: for building and testing only. */
  readonly onlyDevelopment: boolean
}

interface Lockfile {
  readonly packages: Readonly<
    Record<string, { version?: string; license?: string; integrity?: string; resolved?: string; link?: boolean; hasInstallScript?: boolean; dev?: boolean }>
  >
}

/** All packages that others wrote, by name and version, each once. */
export function listPackages(root: string): LockedPackage[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lockfile
  const found = new Map<string, LockedPackage>()
  for (const [path, entry] of Object.entries(packages)) {
    const name = path.split('node_modules/').at(-1) ?? ''
    if (!path.includes('node_modules/') || entry.link) continue
    const known = found.get(`${name}@${entry.version}`)
    found.set(`${name}@${entry.version}`, {
      name,
      version: entry.version ?? '',
      licence: entry.license ?? '',
      integrity: entry.integrity ?? '',
      place: entry.resolved,
      wantsScript: entry.hasInstallScript === true,
      onlyDevelopment: entry.dev === true && known?.onlyDevelopment !== false,
    })
  }
  return [...found.values()].sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** One line a package, so that a change of the tree is a change that is read. */
export function writtenList(packages: readonly LockedPackage[]): string {
  const lines = packages.map(({ name, version, licence, onlyDevelopment }) => `${name},${version},${licence},${onlyDevelopment ? 'development' : 'server'}`)
  return `package,version,licence,where\n${lines.join('\n')}\n`
}

/** Where a PostgreSQL can be found on this machine. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { embeddedFolder, embeddedVersion } from './embedded.ts'
import { oldestMajor, Refused } from './refusals.ts'

export interface Programs {
  /** The folder of initdb and postgres. */
  readonly folder: string
  readonly major: number
  readonly version: string
  readonly source: 'system' | 'embedded'
}

/** Every usable PostgreSQL: the system's, newest first, then the one that came with the packages. */
export function findPrograms(): Programs[] {
  const system = [...new Set(systemFolders())].map(systemPrograms).filter((found) => found !== undefined)
  system.sort((a, b) => b.major - a.major)
  const native = embeddedFolder()
  return [...system, ...(native === undefined ? [] : [embeddedPrograms(native)])].filter(({ major }) => major >= oldestMajor)
}

/** Its own number tells the version: before its links are made it cannot be asked. */
export function embeddedPrograms(native: string, version = embeddedVersion(native)): Programs {
  return { folder: join(native, 'bin'), major: Number.parseInt(version, 10), version, source: 'embedded' }
}

/** Data made by one major version opens only with that version. */
export function choosePrograms(found: readonly Programs[], dataMajor: number | undefined): Programs {
  const [first] = found
  if (!first) throw new Refused({ reason: 'postgresMissing' })
  if (dataMajor === undefined) return first
  const same = found.find(({ major }) => major === dataMajor)
  if (same) return same
  const majors = [...new Set(found.map(({ major }) => major))].sort((a, b) => a - b)
  const newest = majors.at(-1) ?? first.major
  if (dataMajor > newest) throw new Refused({ reason: 'databaseNewer', found: dataMajor, known: newest })
  throw new Refused({ reason: 'databaseOtherVersion', found: dataMajor, known: majors.join(', ') })
}

function systemPrograms(folder: string): Programs | undefined {
  if (!existsSync(join(folder, 'initdb'))) return undefined
  const asked = spawnSync(join(folder, 'postgres'), ['--version'], { encoding: 'utf8', cwd: '/' })
  const version = /(\d+)(\.\d+)?\S*/.exec(asked.stdout ?? '')
  return version?.[1] === undefined ? undefined : { folder, major: Number(version[1]), version: version[0], source: 'system' }
}

/** Debian keeps majors beside each other, the Red Hat family in /usr, Homebrew in its own trees; pg_config tells of the rest. */
function systemFolders(): string[] {
  const asked = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' })
  const told = asked.status === 0 ? [asked.stdout.trim()] : []
  const path = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => existsSync(join(folder, 'postgres')))
  return [
    ...children('/usr/lib/postgresql', /^\d+$/, 'bin'),
    ...children('/usr', /^pgsql-\d+$/, 'bin'),
    ...children('/opt/homebrew/opt', /^postgresql@\d+$/, 'bin'),
    ...children('/usr/local/opt', /^postgresql@\d+$/, 'bin'),
    ...told,
    ...path,
  ]
}

function children(parent: string, name: RegExp, below: string): string[] {
  if (!existsSync(parent)) return []
  return readdirSync(parent)
    .filter((entry) => name.test(entry))
    .map((entry) => join(parent, entry, below))
}

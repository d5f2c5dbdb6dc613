/** The files of a database: made once, recognised ever after. */
import { chmod, chown, mkdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Account } from './account.ts'
import { runProgram } from './database-process.ts'
import { makePassable } from './places.ts'
import type { Programs } from './programs.ts'
import { Refused } from './refusals.ts'

/** The role that owns everything in the private database; only the socket's folder guards it. */
export const owner = 'putokaz'

export interface Birth {
  readonly place: string
  readonly programs: Programs
  readonly account: Account | undefined
  readonly said: (line: string) => void
}

export async function majorOf(place: string): Promise<number> {
  return Number.parseInt(await readFile(join(place, 'PG_VERSION'), 'utf8'), 10)
}

/** Makes a new database aside and puts it in place when it is whole, so that a kill half-way leaves nothing to repair. */
export async function createCluster(birth: Birth): Promise<void> {
  const { place, account } = birth
  const aside = `${place}.new`
  await makePassable(dirname(place))
  const made = (await initialise(birth, aside, 'C.UTF-8')) || (await initialise(birth, aside, 'C'))
  if (!made) throw new Refused({ reason: 'databaseNotStarted', cause: 'initdb' })
  // A place without PG_VERSION is no database; an empty folder may stand there.
  await rename(aside, place)
  if (account) await chown(place, account.uid, account.gid)
}

/** False when the machine does not know the locale; other failures are told by the last line. */
async function initialise({ programs, account, said }: Birth, folder: string, locale: string): Promise<boolean> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { mode: 0o700 })
  await chmod(folder, 0o700)
  if (account) await chown(folder, account.uid, account.gid)
  const lines: string[] = []
  const running = await runProgram({
    program: join(programs.folder, 'initdb'),
    args: ['-D', folder, '-U', owner, '--encoding=UTF8', `--locale=${locale}`, '--lc-messages=C', '--data-checksums', ...access],
    account,
    signal: 'TERM',
    said: (line) => {
      lines.push(line)
      said(line)
    },
  })
  if ((await running.ended) === 0) return true
  await rm(folder, { recursive: true, force: true })
  if (lines.some((line) => line.includes('invalid locale'))) return false
  throw new Refused(failure(lines, folder))
}

const access = ['--auth-local=trust', '--auth-host=reject', '--no-instructions']

/** The refusal behind what PostgreSQL said before it gave up. */
export function failure(lines: readonly string[], folder: string): Refused['refusal'] {
  if (lines.some((line) => line.includes('No space left on device') || line.includes('Disk quota exceeded'))) {
    return { reason: 'diskFull', folder, megabytes: 200 }
  }
  const inUse = lines.map((line) => /lock file "[^"\n]*" already exists|Is another postmaster \(PID (\d+)\)/.exec(line)).find(Boolean)
  if (inUse) return { reason: 'databaseInUse', process: Number(inUse[1] ?? 0) }
  const told = lines.findLast((line) => /(FATAL|PANIC|error):/.test(line)) ?? lines.at(-1) ?? ''
  return { reason: 'databaseNotStarted', cause: told.replace(/^.*?(FATAL|PANIC|error):\s*/, '') }
}

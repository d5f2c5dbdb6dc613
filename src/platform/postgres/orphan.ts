/** What an earlier run may have left: a database that still runs, or the mark of one that does not. */
import { readFile, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { commandLine, processesIn, processMark } from './process-facts.ts'
import { Refused } from './refusals.ts'

const patience = 30_000

/**
 * Leaves the place quiet: stops a database that lost its owner, and removes a postmaster.pid whose number now means
 * nothing (a zombie, or another program). Call it only while holding the claim: it takes any database here for an orphan.
 */
export async function settleOrphan(place: string, stopping: () => void): Promise<void> {
  const lock = join(place, 'postmaster.pid')
  const text = await readFile(lock, 'utf8').catch(() => undefined)
  if (text !== undefined) {
    const pid = Math.abs(Number.parseInt(text, 10))
    if (isDatabaseOf(pid, place)) {
      stopping()
      await stopProcess(pid)
    }
  }
  await endLeftBackends(await realpath(place))
  // PostgreSQL would take a living process of any kind with this number, even a zombie, for its own postmaster.
  await rm(lock, { force: true })
}

/** Our postmaster is always started with `-D place`, and never changes its title. */
export function isDatabaseOf(pid: number, place: string): boolean {
  if (!(pid > 1) || processMark(pid) === undefined) return false
  const command = commandLine(pid)
  return command.includes('postgres') && command.includes(`-D ${place}`)
}

async function stopProcess(pid: number): Promise<void> {
  const mark = processMark(pid)
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (!send(pid, signal)) return
    if (await gone(pid, mark)) return
  }
  throw new Refused({ reason: 'databaseInUse', process: pid })
}

/** Backends outlive a killed postmaster by as long as their query lasts; a new one beside them would spoil the files. */
async function endLeftBackends(place: string): Promise<void> {
  const left = processesIn(place).map((pid) => ({ pid, mark: processMark(pid) }))
  for (const { pid } of left) send(pid, 'SIGQUIT')
  for (const { pid, mark } of left) {
    if (await gone(pid, mark)) continue
    throw new Refused({ reason: 'databaseInUse', process: pid })
  }
}

async function gone(pid: number, mark: string | undefined): Promise<boolean> {
  const until = Date.now() + patience
  while (mark !== undefined && processMark(pid) === mark) {
    if (Date.now() > until) return false
    await wait(25)
  }
  return true
}

function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal)
  } catch {
    return false
  }
}

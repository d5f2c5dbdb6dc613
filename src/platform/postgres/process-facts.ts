/** What the system says of another process. Linux tells it in /proc; elsewhere we ask ps. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** A mark that tells a process from a later one with the same number. Undefined when it has ended, zombies included. */
export function processMark(pid: number): string | undefined {
  if (process.platform !== 'linux') return ps(pid, 'lstart=')
  const stat = quietly(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
  if (stat === undefined) return undefined
  // proc(5): the name stands in brackets and may hold anything; state is the first field after it, start time the 20th.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (fields[0] === 'Z' || fields[0] === 'X') return undefined
  return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${fields[19]}`
}

export function commandLine(pid: number): string {
  if (process.platform !== 'linux') return ps(pid, 'command=') ?? ''
  return quietly(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')) ?? ''
}

/** Processes that work in the folder; only those this user may look at, and only on Linux. */
export function processesIn(folder: string): number[] {
  if (process.platform !== 'linux') return []
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger)
  return pids.filter((pid) => quietly(() => readlinkSync(`/proc/${pid}/cwd`)) === folder && processMark(pid) !== undefined)
}

function ps(pid: number, what: string): string | undefined {
  return quietly(() => execFileSync('ps', ['-o', what, '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined)
}

function quietly<T>(ask: () => T): T | undefined {
  try {
    return ask()
  } catch {
    return undefined
  }
}

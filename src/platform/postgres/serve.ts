/** The running postmaster: its settings, when it is ready, how it ends. */
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Account } from './account.ts'
import { failure } from './cluster.ts'
import { answers, type Connection } from './connection.ts'
import { type RunningProgram, runProgram } from './database-process.ts'
import type { Programs } from './programs.ts'
import { Refused } from './refusals.ts'

export interface Service {
  readonly place: string
  readonly programs: Programs
  readonly account: Account | undefined
  readonly socket: string
  readonly connection: Connection
  readonly said: (line: string) => void
  readonly recovering: () => void
}

export interface DatabaseEnd {
  /** True when `stop` was asked for. */
  readonly wished: boolean
  /** Exit code, or the name of the signal that ended it. */
  readonly code: number | string
}

export interface RunningDatabase {
  readonly pid: number
  readonly ended: Promise<DatabaseEnd>
  stop(): Promise<void>
}

const lastLines = 50
/** Mending may read much of the log again, so silence is borne long; a database that ends is noticed at once. */
const readyWithin = 10 * 60_000
const gentle = 20_000
const firm = 10_000

export async function serve(service: Service): Promise<RunningDatabase> {
  const lines: string[] = []
  const said = (line: string): void => {
    if (lines.push(line) > lastLines) lines.shift()
    if (line.includes('automatic recovery in progress')) service.recovering()
    service.said(line)
  }
  const { place, programs, account, socket } = service
  const program = join(programs.folder, 'postgres')
  const running = await runProgram({ program, args: ['-D', place, ...settings(socket)], account, signal: 'INT', said })
  let wished = false
  const ended = running.ended.then((code) => ({ wished, code }))
  const stop = async (): Promise<void> => {
    wished = true
    await end(running)
  }
  if (await ready(service.connection, ended)) return { pid: running.pid, ended, stop }
  await stop()
  throw new Refused(failure(lines, place))
}

async function ready(connection: Connection, ended: Promise<unknown>): Promise<boolean> {
  let over = false
  void ended.then(() => (over = true))
  const until = Date.now() + readyWithin
  while (!over && Date.now() < until) {
    if (await answers(connection)) return true
    await wait(20)
  }
  return false
}

/** Fast shutdown, then immediate, then the end: the log makes each of them safe for what was acknowledged. */
async function end({ ended, send }: RunningProgram): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', gentle],
    ['SIGQUIT', firm],
  ] as const) {
    send(signal)
    const waiting = new AbortController()
    const over = await Promise.race([ended.then(() => true), wait(patience, false, { signal: waiting.signal }).catch(() => false)])
    waiting.abort()
    if (over) return
  }
  send('SIGKILL')
  await ended
}

function settings(socket: string): string[] {
  const values = {
    listen_addresses: '',
    unix_socket_directories: socket,
    unix_socket_permissions: '0700',
    // What is acknowledged is on the disk (architecture §4.5).
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    // For a small machine that serves pages as well.
    shared_buffers: '128MB',
    max_connections: '100',
    min_wal_size: '80MB',
    max_wal_size: '512MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // What people typed stands in statements and contexts: the log names the fault only.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_destination: 'stderr',
    logging_collector: 'off',
    lc_messages: 'C',
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

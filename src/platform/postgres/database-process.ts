/** Runs programs of PostgreSQL so that they end with us. */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { isMainThread } from 'node:worker_threads'
import { boundCommand } from '../../../bin/launch/bound-process.mjs'
import type { Account } from './account.ts'

export interface DatabaseProgram {
  readonly program: string
  readonly args: readonly string[]
  readonly account: Account | undefined
  /** What it is sent when we are gone. */
  readonly signal: 'INT' | 'TERM'
  readonly said: (line: string) => void
}

export interface RunningProgram {
  readonly pid: number
  /** Resolves when it has ended, with its exit code or the signal's name. */
  readonly ended: Promise<number | string>
  send(signal: NodeJS.Signals): void
}

// For machines without setpriv: a shell that waits for the end of its standard input, which comes when we are gone.
// Asynchronous lists ignore INT and QUIT (POSIX sh 2.11); postgres sets its own handlers.
const guard = `exec 3<&0
"$@" 3<&- </dev/null & child=$!
(cat <&3 >/dev/null; kill -"$0" $child) & watch=$!
for signal in INT QUIT TERM; do trap "kill -$signal $child" $signal; done
while :; do wait $child; code=$?; kill -0 $child 2>/dev/null || break; done
kill $watch 2>/dev/null
exit $code`

/** Runs it in its own session, so that Ctrl-C in the terminal reaches us alone and we may finish first. */
export function runProgram(request: DatabaseProgram): Promise<RunningProgram> {
  // The kernel watches the thread that spawned: in a worker, the database would end with the worker.
  if (!isMainThread) throw new Error('PostgreSQL is spawned from the main thread only (architecture §4.15).')
  const { program, args, account, signal } = request
  const bound = boundCommand({ program, args, signal, ...(account && { account }) })
  if (!bound) return runGuarded(request)
  const options = { cwd: '/', detached: true, env: cleanEnvironment() }
  return watched(spawn(bound.program, bound.args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] }), request.said)
}

/** The same by way of the guarding shell; what machines without setpriv use. */
export function runGuarded(request: DatabaseProgram): Promise<RunningProgram> {
  const { program, args, account, signal } = request
  const options = { cwd: '/', detached: true, env: cleanEnvironment(), ...account }
  return watched(spawn('/bin/sh', ['-c', guard, signal, program, ...args], { ...options, stdio: ['pipe', 'pipe', 'pipe'] }), request.said)
}

type Child = ChildProcessByStdio<Writable | null, Readable, Readable>

function watched(child: Child, said: (line: string) => void): Promise<RunningProgram> {
  for (const stream of [child.stdout, child.stderr]) linesOf(stream, said)
  const ended = new Promise<number | string>((resolve) => child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown')))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('spawn', () => resolve({ pid: child.pid ?? 0, ended, send: (signal) => void child.kill(signal) }))
  })
}

function linesOf(stream: Readable, said: (line: string) => void): void {
  let rest = ''
  stream.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) said(line)
  })
  stream.on('end', () => rest !== '' && said(rest))
}

/** PGDATA, PGPORT and their like in our environment belong to some other database. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' }
}

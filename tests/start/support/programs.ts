/** Runs real programs for these tests, and ends each of them by its number. */
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach } from 'vitest'
import { processMark } from '../../../src/platform/postgres/process-facts.ts'
import { withinReach } from './reach.ts'

export const root = join(import.meta.dirname, '../../..')
/** An unprivileged user of every Unix; tests that run as root lend it to their programs. */
export const nobody = { uid: 65_534, gid: 65_534 }
export const asRoot = process.getuid?.() === 0

const cleanups: (() => Promise<unknown> | unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

/** Does it after the test, whatever became of it. */
export function afterwards(cleanup: () => Promise<unknown> | unknown): void {
  cleanups.push(cleanup)
}

export function temporaryFolder(mode = 0o755): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'start-test-')))
  afterwards(() => rmSync(folder, { recursive: true, force: true }))
  const inner = join(folder, 'inner')
  mkdirSync(inner)
  for (const each of [folder, inner]) chmodSync(each, mode)
  return inner
}

export interface Told {
  readonly process: ChildProcess
  readonly pid: number
  readonly lines: string[]
  /** Everything it told in JSON. */
  said<T extends object>(): T[]
  until(test: (line: string) => boolean, milliseconds?: number): Promise<string>
  readonly ended: Promise<number | string>
}

export interface Request {
  readonly command: string
  readonly args: readonly string[]
  readonly user?: { uid: number; gid: number } | undefined
  readonly env?: NodeJS.ProcessEnv
  readonly cwd?: string
}

export function run({ command, args, user, env = process.env, cwd = root }: Request): Told {
  const tree = user && asRoot ? withinReach(root) : root
  const here = (path: string): string => (path.startsWith(root) ? tree + path.slice(root.length) : path)
  const child = spawn(here(command), args.map(here), { ...user, env, cwd: here(cwd), detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  const lines: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    let rest = ''
    stream.setEncoding('utf8').on('data', (text: string) => {
      const parts = (rest + text).split('\n')
      rest = parts.pop() ?? ''
      lines.push(...parts)
    })
  }
  const ended = new Promise<number | string>((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal ?? '')))
  afterwards(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
    await ended
  })
  // Not `exit`: what it said last may still be on its way.
  let closed = false
  child.once('close', () => {
    closed = true
  })
  const over = (): boolean => closed
  const until = async (test: (line: string) => boolean, milliseconds = 15_000): Promise<string> => {
    const limit = Date.now() + milliseconds
    while (Date.now() < limit) {
      const found = lines.find(test)
      if (found !== undefined) return found
      if (over()) break
      await wait(10)
    }
    throw new Error(`Not said within ${milliseconds} ms, or ended before:\n${lines.join('\n')}`)
  }
  const said = <T extends object>(): T[] => lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line))
  return { process: child, pid: child.pid ?? 0, lines, said, until, ended }
}

export interface Kept {
  readonly connection: { host: string; port: number; user: string; database: string }
  readonly pid: number
  readonly version: string
  readonly kept: number[]
}

/** Starts the program that owns a database, and waits until it does. */
export async function keepPostgres(folder: string, mode = '', user?: Request['user']): Promise<Told & { readonly now: Kept }> {
  const told = run({ command: process.execPath, args: [join(import.meta.dirname, 'keep-postgres.ts'), folder, mode], user })
  await told.until((line) => line.includes('"kept":') || line.includes('"refusal"'))
  const now = told.said<Kept>().find((line) => 'kept' in line)
  if (!now) throw new Error(told.lines.join('\n'))
  afterwards(async () => {
    told.process.kill('SIGKILL')
    await untilGone(now.pid)
    // A killed owner cannot take its socket away; the next start would.
    rmSync(now.connection.host, { recursive: true, force: true })
  })
  return { ...told, now }
}

/** True as soon as the process has ended; a zombie has. */
export async function untilGone(pid: number, milliseconds = 10_000): Promise<boolean> {
  const limit = Date.now() + milliseconds
  while (processMark(pid) !== undefined) {
    if (Date.now() > limit) return false
    await wait(20)
  }
  return true
}

/** What every measurement needs: a real server on its own data, its processor time, and load from another process. */
import { type ChildProcess, execFileSync, fork, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '..')

export interface RunningServer {
  readonly url: string
  readonly pid: number
  readonly dataFolder: string
  /** Milliseconds from the start of the process to its first page. */
  readonly firstPageMs: number
  account(role: string): Promise<{ email: string; password: string }>
  stop(): Promise<void>
}

export async function freePort(): Promise<number> {
  return new Promise((give) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => give(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** Starts the real server on the built pages. A data folder that is given is used again. */
export async function startServer(given?: string): Promise<RunningServer> {
  const port = await freePort()
  const dataFolder = given ?? (await mkdtemp(join(tmpdir(), 'putokaz-bench-')))
  const url = `http://localhost:${port}`
  const begin = performance.now()
  const child = spawn(process.execPath, [join(root, 'src/server.ts')], {
    cwd: root,
    env: { ...process.env, PORT: String(port), PUTOKAZ_DATA: dataFolder },
    stdio: 'ignore',
  })
  await answering(`${url}/sr`)
  const firstPageMs = performance.now() - begin
  return {
    url,
    pid: child.pid ?? 0,
    dataFolder,
    firstPageMs,
    async account(role) {
      const lines = (await readFile(join(dataFolder, 'demo-accounts.txt'), 'utf8')).split('\n').map((line) => line.split('\t'))
      const [, email = '', password = ''] = lines.find(([name]) => name === role) ?? []
      return { email, password }
    },
    stop: () => stopChild(child),
  }
}

export async function removeData(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
}

export function stopChild(child: ChildProcess): Promise<void> {
  return new Promise((resolveStop) => {
    if (child.exitCode !== null) return resolveStop()
    child.once('exit', () => resolveStop())
    child.kill('SIGTERM')
  })
}

export async function answering(url: string): Promise<void> {
  const until = Date.now() + 60_000
  while (Date.now() < until) {
    const there = await fetch(url).then(
      (response) => response.ok,
      () => false,
    )
    if (there) return
    await new Promise((later) => setTimeout(later, 20))
  }
  throw new Error(`${url} does not answer`)
}

const ticks = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))

/** Processor milliseconds that a process has used so far. */
export async function cpuMs(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? []
  return ((Number(fields[11]) + Number(fields[12])) / ticks) * 1000
}

export async function rssMb(pid: number): Promise<number> {
  const line = (await readFile(`/proc/${pid}/status`, 'utf8')).split('\n').find((one) => one.startsWith('VmRSS'))
  return Number(/\d+/.exec(line ?? '')?.[0]) / 1024
}

export interface Load {
  readonly url: string
  readonly headers?: Record<string, string>
  readonly seconds: number
  readonly connections: number
}

export interface LoadResult {
  readonly requests: number
  readonly perSecond: number
  readonly p95: number
  readonly failed: number
}

/** Sends load from a process of its own, so that the one measured is not the one that measures. */
export function load(given: Load): Promise<LoadResult> {
  return new Promise((give, refuse) => {
    const child = fork(join(import.meta.dirname, 'load-process.ts'), { stdio: 'ignore' })
    child.once('message', (result) => give(result as LoadResult))
    child.once('error', refuse)
    child.send(given)
  })
}

/** A server that answers every request with the same bytes: the machine's own limit for that page. */
export async function startBare(body: Buffer, headers: Record<string, string>): Promise<{ url: string; pid: number; stop(): Promise<void> }> {
  const port = await freePort()
  const child = fork(join(import.meta.dirname, 'bare-server.ts'), [String(port)], { stdio: 'ignore' })
  child.send({ body: body.toString('base64'), headers })
  const url = `http://localhost:${port}`
  await answering(url)
  return { url, pid: child.pid ?? 0, stop: () => stopChild(child) }
}

/** Signs in by the form and gives the cookie. */
export async function signIn(server: RunningServer, role: string): Promise<string> {
  const { email, password } = await server.account(role)
  const response = await fetch(`${server.url}/sr/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: server.url, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ login: email, password, next: '' }),
  })
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

export function number(value: number, digits = 0): string {
  return value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: digits })
}

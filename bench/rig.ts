/** What every measurement needs: a real server on its own data, and load from another process. */
import { type ChildProcess, fork, spawn } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '..')

export interface RunningServer {
  readonly url: string
  readonly port: number
  readonly pid: number
  readonly dataFolder: string
  /** Milliseconds from the start of the process to its first page. */
  readonly firstPageMs: number
  account(role: string): Promise<{ email: string; password: string }>
  /** Sends a message to a server process that was started with `hear`. */
  tell(message: string): void
  stop(): Promise<void>
}

export interface Starting {
  /** A data folder that is used again; else a new one. */
  readonly dataFolder?: string
  /** What Node is told before the program. */
  readonly nodeOptions?: readonly string[]
  /** Hears what the server process sends. */
  readonly hear?: (message: unknown) => void
  /** The program that starts it all; the server itself unless told. */
  readonly command?: readonly [program: string, ...args: string[]]
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

/** Starts the real server on the built pages. */
export async function startServer({ dataFolder: given, nodeOptions = [], hear, command }: Starting = {}): Promise<RunningServer> {
  const port = await freePort()
  const dataFolder = given ?? (await newDataFolder())
  const url = `http://localhost:${port}`
  const [program, ...args] = command ?? [process.execPath, ...nodeOptions, join(root, 'src/server.ts')]
  const begin = performance.now()
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, PORT: String(port), PUTOKAZ_DATA: dataFolder },
    stdio: ['ignore', 'ignore', 'ignore', ...(hear ? (['ipc'] as const) : [])],
    serialization: 'advanced',
  })
  if (hear) child.on('message', hear)
  await answering(`${url}/sr`)
  const firstPageMs = performance.now() - begin
  return {
    url,
    port,
    pid: child.pid ?? 0,
    dataFolder,
    firstPageMs,
    async account(role) {
      const lines = (await readFile(join(dataFolder, 'demo-accounts.txt'), 'utf8')).split('\n').map((line) => line.split('\t'))
      const [, email = '', password = ''] = lines.find(([name]) => name === role) ?? []
      return { email, password }
    },
    tell: (message) => void child.send(message),
    stop: () => stopChild(child),
  }
}

/** Open to the database's own user, for else root's database would live, and stay, elsewhere. */
export async function newDataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'putokaz-bench-'))
  await chmod(folder, 0o755)
  return folder
}

/** Runs the work on a new server and takes away its data. */
export async function onServer<T>(work: (server: RunningServer) => Promise<T>, starting: Starting = {}): Promise<T> {
  const server = await startServer(starting)
  try {
    return await work(server)
  } finally {
    await server.stop()
    await removeData(server.dataFolder)
  }
}

export async function removeData(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
}

export function stopChild(child: ChildProcess): Promise<void> {
  return new Promise((resolveStop) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolveStop()
    child.once('exit', () => resolveStop())
    child.kill('SIGTERM')
  })
}

export async function answering(url: string): Promise<void> {
  const until = Date.now() + 120_000
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

export interface Load {
  readonly url: string
  /** Several are asked in turn. */
  readonly requests?: readonly { path: string; headers?: Record<string, string> }[]
  readonly headers?: Record<string, string>
  readonly seconds: number
  readonly connections: number
  /** Requests a second over all connections; as many as go unless told. */
  readonly rate?: number
}

export interface LoadResult {
  readonly requests: number
  readonly failed: number
}

/** Sends load from a process of its own, so that the one measured is not the one that measures. */
export function load(given: Load): Promise<LoadResult> {
  return askProcess('load-process.ts', given)
}

/** Starts a program of this folder, tells it one thing and waits for its one answer. */
export function askProcess<Answer>(file: string, message: object): Promise<Answer> {
  return new Promise((give, refuse) => {
    const child = fork(join(import.meta.dirname, file), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], serialization: 'advanced' })
    child.once('message', (result) => give(result as Answer))
    child.once('error', refuse)
    child.once('exit', (code) => refuse(new Error(`${file} ended with ${code}`)))
    child.send(message)
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
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  if (!cookies.some((cookie) => cookie?.includes('session='))) throw new Error(`${role} could not sign in: ${response.status}`)
  return cookies.join('; ')
}

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

export function number(value: number, digits = 0): string {
  return value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: digits })
}

/** A share in whole percent, with whether it reaches its aim. */
export function share(part: number, whole: number): string {
  return `${number((part / whole) * 100)} %`
}

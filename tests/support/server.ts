/** Starts real server processes on the built pages, each with a data folder of its own; none outlives the tests. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, isAbsolute, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parentVariable } from '../../bin/launch/stay-with-parent.mjs'
import { readPointer } from '../../src/platform/postgres/places.ts'
import { ask } from './ask.ts'
import type { Account, Centre } from './centre.ts'

export const root = join(import.meta.dirname, '../..')
const startLimit = 90_000

export interface ServerWish {
  readonly port: number
  /** An existing data folder is used again and not removed. */
  readonly dataFolder?: string
  readonly args?: readonly string[]
  readonly env?: NodeJS.ProcessEnv
  /** The authority to trust, for a server that was told to speak https. */
  readonly ca?: string
}

export interface RunningServer {
  readonly url: string
  readonly port: number
  readonly pid: number
  readonly dataFolder: string
  /** All it wrote on its screen so far. */
  said(): string
  kill(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>
  /** Ends it, and removes the data folder that was made for it. */
  stop(): Promise<void>
}

export async function startServer(wish: ServerWish): Promise<RunningServer> {
  if (!existsSync(join(root, 'build/handler.js'))) throw new Error('There are no built pages. Run `npm run build` first.')
  const dataFolder = wish.dataFolder ?? (await mkdtemp(join(tmpdir(), 'putokaz-journey-')))
  const env: NodeJS.ProcessEnv = { ...process.env, PORT: String(wish.port), PUTOKAZ_DATA: dataFolder, [parentVariable]: String(process.pid), ...wish.env }
  for (const foreign of ['NODE_ENV', 'VITEST', 'NODE_OPTIONS', 'NODE_V8_COVERAGE']) delete env[foreign]
  const child = spawn(process.execPath, ['src/server.ts', ...(wish.args ?? [])], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const spoken: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => spoken.push(text))
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const url = wish.ca === undefined ? `http://localhost:${wish.port}` : (env['PUTOKAZ_URL'] ?? '')
  const said = () => spoken.join('')
  const kill = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    await ended
  }
  const centre = { url, ...(wish.ca !== undefined && { tls: { ca: wish.ca, spki: '', contentUrl: '' } }) }
  await untilReady(child, { centre, publicUrl: env['PUTOKAZ_URL'] ?? url }, said)
  return {
    url,
    port: wish.port,
    pid: child.pid ?? 0,
    dataFolder,
    said,
    kill,
    async stop() {
      await kill('SIGTERM')
      if (wish.dataFolder === undefined) await removeData(dataFolder)
    },
  }
}

/** With the database, which may live elsewhere: its user can't get into a folder that is closed to all but its owner. */
export async function removeData(dataFolder: string): Promise<void> {
  const pointer = await readPointer(dataFolder)
  if (pointer && isAbsolute(pointer.place)) await rm(dirname(pointer.place), { recursive: true, force: true })
  await rm(dataFolder, { recursive: true, force: true })
}

async function untilReady(
  child: ChildProcess,
  { centre, publicUrl }: { centre: Pick<Centre, 'url' | 'tls'>; publicUrl: string },
  said: () => string,
): Promise<void> {
  const limit = Date.now() + startLimit
  while (Date.now() < limit) {
    if (child.exitCode !== null) throw new Error(`The server ended by itself (${child.exitCode}):\n${said()}`)
    // It says its address only when it listens; another program on the port would answer too.
    if (said().includes(`${publicUrl}/`) && (await ask(centre, '/health/ready').catch(() => undefined))?.ok) return
    await wait(50)
  }
  child.kill('SIGKILL')
  throw new Error(`The server did not answer within ${startLimit / 1000} s:\n${said()}`)
}

/** The accounts of the sample centre, by role. */
export async function demoAccounts(dataFolder: string): Promise<Record<string, Account>> {
  const lines = (await readFile(join(dataFolder, 'demo-accounts.txt'), 'utf8')).trim().split('\n')
  return Object.fromEntries(
    lines.map((line) => {
      const [role = '', email = '', password = ''] = line.split('\t')
      return [role, { email, password }]
    }),
  )
}

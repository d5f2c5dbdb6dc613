/** What can be known before anything is started. */
import { existsSync } from 'node:fs'
import { mkdir, rm, statfs, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { done, type Result, refuse } from '#kernel/result.ts'
import { oldestMajor, type StartRefusal } from './refusals.ts'

const megabyte = 1024 * 1024

/** Makes the data folder when it is missing and proves that this process may write into it. */
export async function checkDataFolder(folder: string): Promise<Result<string, StartRefusal>> {
  const probe = join(folder, `.may-write-${process.pid}`)
  try {
    // As root the database runs as another user in a folder below: it may pass through, but not look in.
    await makeFolder(folder, process.getuid?.() === 0 ? 0o711 : 0o700)
    await writeFile(probe, 'may we?')
    await rm(probe, { force: true })
    return done(folder)
  } catch (error) {
    await rm(probe, { force: true }).catch(() => undefined)
    const full = errorCode(error) === 'ENOSPC' || errorCode(error) === 'EDQUOT'
    return refuse(full ? { reason: 'diskFull', folder, megabytes: 1 } : { reason: 'dataFolderNotWritable', folder })
  }
}

/** Where a parent takes no folders at all (`/proc`), making all of the path at once would try for ever. */
async function makeFolder(folder: string, mode: number): Promise<void> {
  if (!existsSync(dirname(folder))) await mkdir(dirname(folder), { recursive: true, mode })
  await mkdir(folder, { mode }).catch((error: unknown) => {
    if (errorCode(error) !== 'EEXIST') throw error
  })
}

/** Refuses when fewer bytes are free where the folder is, or will be. */
export async function checkFreeSpace(folder: string, bytes: number): Promise<Result<number, StartRefusal>> {
  const disk = await statfs(await nearestExisting(folder))
  const free = disk.bavail * disk.bsize
  return free >= bytes ? done(free) : refuse({ reason: 'diskFull', folder, megabytes: Math.ceil(bytes / megabyte) })
}

async function nearestExisting(folder: string): Promise<string> {
  const there = await statfs(folder).then(
    () => true,
    () => false,
  )
  return there || dirname(folder) === folder ? folder : nearestExisting(dirname(folder))
}

/** Listens for an instant to see whether the port may be had; a server that is just leaving gets a moment to do so. */
export async function checkPort(port: number, host: string, patience = 2000): Promise<Result<number, StartRefusal>> {
  const until = Date.now() + patience
  while (true) {
    const found = await tryPort(port, host)
    if (found.ok || found.refusal.reason !== 'portTaken' || Date.now() >= until) return found
    await wait(100)
  }
}

function tryPort(port: number, host: string): Promise<Result<number, StartRefusal>> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error) => {
      const refusal = portRefusal(error, port, host)
      if (refusal) resolve(refuse(refusal))
      else reject(error)
    })
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(done(port))))
  })
}

/** The refusal behind an error of `listen`, when it is a foreseen one. */
export function portRefusal(error: unknown, port: number, host: string): StartRefusal | undefined {
  const code = errorCode(error)
  if (code === 'EADDRINUSE') return { reason: 'portTaken', port }
  if (code === 'EACCES') return { reason: 'portNotAllowed', port }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') return { reason: 'hostNotOurs', host }
  return undefined
}

/** Asks the database of DATABASE_URL whether it answers and is new enough. */
export async function checkDatabase(databaseUrl: string): Promise<Result<number, StartRefusal>> {
  const address = withoutSecrets(databaseUrl)
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const answer = await client.query<{ version: string }>("select current_setting('server_version_num') as version")
    const major = Math.floor(Number(answer.rows[0]?.version) / 10_000)
    return major >= oldestMajor ? done(major) : refuse({ reason: 'databaseTooOld', address, found: major })
  } catch (error) {
    return refuse({ reason: 'databaseUnreachable', address, code: errorCode(error) || 'timeout' })
  } finally {
    await client.end().catch(() => undefined)
  }
}

function withoutSecrets(databaseUrl: string): string {
  if (!URL.canParse(databaseUrl)) return 'DATABASE_URL'
  const { host, pathname } = new URL(databaseUrl)
  return `${host}${pathname}`
}

export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

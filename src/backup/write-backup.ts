/** Writes one archive of everything: database at one moment, files, what waits to be done. */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { link, mkdir, open, readdir, readFile, rename, stat, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { addAbortSignal, Readable, type Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import { ZipFile } from 'yazl'
import { done, type Result, refuse } from '#kernel/result.ts'
import type { Config } from '#platform/config.ts'
import { type Database, type Db, rawHandle } from '#platform/db.ts'
import { namedKey } from '#platform/keys.ts'
import { migrationsRun } from '#platform/migrate.ts'
import { encrypting, newSecret } from './archive/encryption.ts'
import { sealing, unsealed } from './archive/seal.ts'
import { keptTables, months, sequences, settingValue, tableExists } from './catalogue.ts'
import { fileEntry, formatVersion, jobsEntry, keyEntry, type Manifest, manifestEntry, tableEntry } from './format.ts'
import { leftOutTables } from './left-out.ts'
import type { Progress } from './progress.ts'
import { type Counted, tableLines } from './rows.ts'
import { BackupUnderWay, inSnapshot } from './snapshot.ts'

export interface BackupRequest {
  readonly db: Database
  readonly config: Pick<Config, 'dataFolder' | 'keysFolder'>
  readonly program: string
  readonly file: string
  readonly now: Date
  readonly passphrase?: string | undefined
  /** The keys of the centre go along; only under a passphrase. */
  readonly withKeys?: boolean
  /** Waits for another backup to end instead of refusing. */
  readonly wait?: boolean
  readonly progress?: Progress
}

export type BackupRefusal =
  | { readonly reason: 'backupThere'; readonly file: string }
  | { readonly reason: 'backupFolderMissing'; readonly folder: string }
  | { readonly reason: 'backupDiskFull'; readonly file: string }
  | { readonly reason: 'backupUnreadable'; readonly file: string }
  | { readonly reason: 'backupUnderWay' }
  | { readonly reason: 'keysNeedPassphrase' }
  | { readonly reason: 'blobDamaged'; readonly file: string }

export interface Backup {
  readonly file: string
  readonly bytes: number
  readonly tables: number
  readonly rows: number
  readonly files: number
  readonly milliseconds: number
}

/** The file is there whole, or not at all; what is there already is never touched. */
export async function writeBackup(request: BackupRequest): Promise<Result<Backup, BackupRefusal>> {
  const { file } = request
  if (request.withKeys && request.passphrase === undefined) return refuse({ reason: 'keysNeedPassphrase' })
  if (await stat(file).catch(() => undefined)) return refuse({ reason: 'backupThere', file })
  const folder = await stat(dirname(file)).catch(() => undefined)
  if (!folder?.isDirectory()) return refuse({ reason: 'backupFolderMissing', folder: dirname(file) })
  const began = performance.now()
  const draft = join(dirname(file), `.${basename(file)}.${process.pid}.unfinished`)
  try {
    const manifest = await write(request, draft)
    await settle(draft, file)
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    const { size: bytes } = await stat(file)
    return done({ file, bytes, tables: manifest.tables.length, rows, files: manifest.files.length, milliseconds: Math.round(performance.now() - began) })
  } catch (error) {
    await unlink(draft).catch(() => undefined)
    return refuse(foreseen(error, file))
  }
}

class BlobDamaged extends Error {}

function foreseen(error: unknown, file: string): BackupRefusal {
  const code = (error as { code?: unknown }).code
  if (code === 'ENOSPC' || code === 'EDQUOT') return { reason: 'backupDiskFull', file }
  if (code === 'EEXIST') return { reason: 'backupThere', file }
  if (error instanceof BackupUnderWay) return { reason: 'backupUnderWay' }
  if (error instanceof BlobDamaged) return { reason: 'blobDamaged', file: error.message }
  throw error
}

/** On the disk before it gets its name; a name that somebody else took in the meantime is not taken from him. */
async function settle(draft: string, file: string): Promise<void> {
  const handle = await open(draft, 'r+')
  await handle.sync().finally(() => handle.close())
  try {
    await link(draft, file)
    await unlink(draft)
  } catch (error) {
    // Some file systems of sticks and shares know no links.
    if ((error as { code?: unknown }).code === 'EEXIST') throw error
    await rename(draft, file)
  }
  const folder = await open(dirname(file), 'r')
  await folder.sync().catch(() => undefined)
  await folder.close()
}

async function write(request: BackupRequest, draft: string): Promise<Manifest> {
  const zip = new ZipFile()
  const key = await namedKey(request.config, 'backup')
  const stages: Transform[] = [sealing(key)]
  if (request.passphrase !== undefined) stages.push(encrypting(await newSecret(request.passphrase)))
  const streams = [zip.outputStream as Readable, ...stages, createWriteStream(draft, { flags: 'wx', mode: 0o600 })]
  const written = pipeline(streams as [Readable, ...Transform[]])
  // A failure of the writing side must end the reading side, and must not be left unheard while that one works.
  const failed = written.then(() => new Promise<never>(() => {}))
  const stopped = new AbortController()
  const filled = fill(zip, { ...request, stopped: stopped.signal })
  try {
    const manifest = await Promise.race([filled, failed])
    await written
    return manifest
  } catch (error) {
    // What waits to be read must end as well: it holds the snapshot of the database open.
    stopped.abort()
    for (const stream of streams) (stream as Readable).destroy()
    await Promise.allSettled([written, filled])
    throw error
  }
}

interface Filling extends BackupRequest {
  readonly stopped: AbortSignal
}

async function fill(zip: ZipFile, request: Filling): Promise<Manifest> {
  const { db, now, program } = request
  const read = await inSnapshot(db, { wait: request.wait === true }, (at) => addDatabase(zip, at, request))
  const files = await addFiles(zip, request)
  const keys = request.withKeys ? await addKeys(zip, request) : []
  const left = Object.entries(leftOutTables).sort(([a], [b]) => (a < b ? -1 : 1))
  const manifest: Manifest = { format: formatVersion, program, madeAt: now.toISOString(), ...read, files, keys, leftOut: Object.fromEntries(left) }
  zip.addBuffer(Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`), manifestEntry, entryOptions(now))
  zip.end({ forceZip64Format: false, comment: unsealed })
  return manifest
}

const entryOptions = (mtime: Date) => ({ mtime, mode: 0o100600 })

async function addDatabase(zip: ZipFile, at: Db, { now, progress, stopped }: Filling) {
  const tables = await keptTables(at)
  const known = {
    epoch: ((await settingValue(at, 'epoch')) as string | undefined) ?? null,
    migrations: await migrationsRun(at),
    months: await months(at),
    sequences: await sequences(at),
  }
  const counted: Manifest['tables'] = []
  for (const [done, table] of tables.entries()) {
    progress?.({ step: 'tables', done, total: tables.length })
    const sum = await addLines(zip, tableEntry(table.name), { now, stopped, lines: (told) => tableLines(at, table, told) })
    counted.push({ name: table.name, columns: table.columns.map(({ name }) => name), ...sum })
  }
  progress?.({ step: 'tables', done: tables.length, total: tables.length })
  const jobs = await addLines(zip, jobsEntry, { now, stopped, lines: (told) => waitingJobs(at, told) })
  return { ...known, tables: counted, jobs }
}

type Lines = (counted: (sum: Counted) => void) => AsyncIterable<Buffer>

/** Resolves when the last line has gone into the archive. */
function addLines(zip: ZipFile, name: string, { now, stopped, lines }: { now: Date; stopped: AbortSignal; lines: Lines }): Promise<Counted> {
  return new Promise((resolve, reject) => {
    let sum: Counted = { rows: 0, bytes: 0, sha256: '' }
    const stream = Readable.from(
      lines((told) => {
        sum = told
      }),
      { objectMode: false },
    )
    addAbortSignal(stopped, stream)
    stream.once('error', reject).once('end', () => resolve(sum))
    zip.addReadStreamLazy(name, { ...entryOptions(now), forceZip64Format: true }, (give) => give(null, stream))
  })
}

/** Work that was enqueued and is not done: its rows belong to the library of jobs, so that only what they mean is kept. */
async function* waitingJobs(at: Db, counted: (sum: Counted) => void): AsyncIterable<Buffer> {
  const found = (await tableExists(at, 'pgboss.job'))
    ? await sql<{ line: string }>`
        select json_build_array(id::text, data ->> 'reaction', (data -> 'body')::text)::text as line from pgboss.job
        where state in ('created', 'retry', 'active') and name in ('reaction', 'slow-reaction') order by created_on, id`.execute(rawHandle(at))
    : { rows: [] }
  const bytes = Buffer.from(found.rows.map(({ line }) => `${line}\n`).join(''))
  counted({ rows: found.rows.length, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') })
  if (bytes.length > 0) yield bytes
}

/** Files never change under their name, so that those that came after the snapshot only are more than is needed. */
async function addFiles(zip: ZipFile, { config, now, progress, stopped }: Filling): Promise<Manifest['files']> {
  const folder = join(config.dataFolder, 'blobs')
  const hashes = await blobHashes(folder)
  const files: Manifest['files'] = []
  for (const [done, hash] of hashes.entries()) {
    if (done % 50 === 0) progress?.({ step: 'files', done, total: hashes.length })
    const size = await addFile(zip, { path: join(folder, hash.slice(0, 2), hash), hash, now, stopped })
    if (size !== undefined) files.push({ hash, size })
  }
  progress?.({ step: 'files', done: hashes.length, total: hashes.length })
  return files
}

export async function blobHashes(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return found
    .filter((one) => one.isFile() && /^[0-9a-f]{64}$/.test(one.name))
    .map(({ name }) => name)
    .sort()
}

/** Undefined when the file was taken away in the meantime, as when a person is erased. */
async function addFile(
  zip: ZipFile,
  { path, hash, now, stopped }: { path: string; hash: string; now: Date; stopped: AbortSignal },
): Promise<number | undefined> {
  const file = await stat(path).catch(() => undefined)
  if (!file) return undefined
  const seen = createHash('sha256')
  let size = 0
  await new Promise<void>((resolve, reject) => {
    const stream = addAbortSignal(stopped, createReadStream(path))
    stream.on('data', (chunk) => {
      seen.update(chunk)
      size += chunk.length
    })
    stream.once('error', reject).once('end', resolve)
    // What is in it is compressed already: PDF, EPUB, pictures.
    zip.addReadStreamLazy(fileEntry(hash), { ...entryOptions(now), compress: false, forceZip64Format: file.size > 2 ** 31 }, (give) => give(null, stream))
  })
  if (seen.digest('hex') !== hash) throw new BlobDamaged(hash)
  return size
}

async function addKeys(zip: ZipFile, { config, now }: BackupRequest): Promise<Manifest['keys']> {
  await mkdir(config.keysFolder, { recursive: true, mode: 0o700 })
  const names = (await readdir(config.keysFolder)).filter((name) => /^[a-z][a-z0-9-]*$/.test(name)).sort()
  const keys: Manifest['keys'] = []
  for (const name of names) {
    const bytes = await readFile(join(config.keysFolder, name))
    zip.addBuffer(bytes, keyEntry(name), entryOptions(now))
    keys.push({ name, sha256: createHash('sha256').update(bytes).digest('hex') })
  }
  return keys
}

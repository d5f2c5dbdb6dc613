/** Opens a backup and believes nothing of it before it was checked. */
import { createHash } from 'node:crypto'
import { type Archive, type ArchiveEntry, BrokenArchive, type ByteSource, openArchive, readSmall, type ZipReason } from '@putokaz/safe-zip'
import * as v from 'valibot'
import { done, type Result, refuse } from '#kernel/result.ts'
import { decryptedSource, isEncrypted, Undecipherable } from './archive/encryption.ts'
import { type OpenFile, openFile } from './archive/file-source.ts'
import { checkSeal } from './archive/seal.ts'
import { backupLimits, fileEntry, formatVersion, jobsEntry, keyEntry, longestManifest, Manifest, manifestEntry, tableEntry } from './format.ts'
import type { Progress } from './progress.ts'
import { OddJobs, readJobs } from './restored-jobs.ts'
import { LineTooLong, linesOf } from './rows.ts'

/** Why a backup is not taken; `at` names the place in it, `rule` what it breaks. */
export interface BackupFault {
  readonly reason: FaultReason
  readonly at?: string
  readonly rule?: string
}

export type FaultReason =
  | 'file-missing'
  | 'not-a-backup'
  | 'damaged'
  | 'archive-refused'
  | 'passphrase-needed'
  | 'wrong-passphrase'
  | 'format-newer'
  | 'manifest-malformed'
  | 'entry-unknown'
  | 'entry-missing'
  | 'content-differs'
  | 'row-malformed'

export interface OpenBackup {
  readonly manifest: Manifest
  /** Sealed with the key of this centre, or under the passphrase that was given. */
  readonly trusted: boolean
  readonly encrypted: boolean
  readonly size: number
  read(name: string): AsyncIterable<Uint8Array>
  close(): Promise<void>
}

export interface BackupToOpen {
  readonly file: string
  readonly passphrase?: string | undefined
  /** The key of this centre, when it has one. */
  readonly key?: Uint8Array | undefined
}

/** The seal over every byte, the directory and the manifest are checked when it returns; what entries hold, by `verify`. */
export async function openBackup({ file, passphrase, key }: BackupToOpen): Promise<Result<OpenBackup, BackupFault>> {
  const bytes = await openFile(file).catch(() => undefined)
  if (!bytes) return refuse({ reason: 'file-missing', at: file })
  const opened = await foreseen(() => open(bytes, passphrase, key))
  if (!opened.ok) await bytes.close()
  return opened
}

/** Turns what a reader throws half-way into the fault it is. */
export async function foreseen<T>(work: () => Promise<Result<T, BackupFault>>): Promise<Result<T, BackupFault>> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Undecipherable) return refuse({ reason: 'damaged' })
    if (error instanceof BrokenArchive) return refuse(archiveFault(error.refusal.reason, error.refusal.entry))
    throw error
  }
}

function archiveFault(rule: ZipReason, entry: number | undefined): BackupFault {
  if (rule === 'not-a-zip') return { reason: 'not-a-backup' }
  return { reason: 'archive-refused', rule, ...(entry !== undefined && { at: `entry ${entry}` }) }
}

async function open(file: OpenFile, passphrase: string | undefined, key: Uint8Array | undefined): Promise<Result<OpenBackup, BackupFault>> {
  const encrypted = await isEncrypted(file)
  if (encrypted && passphrase === undefined) return refuse({ reason: 'passphrase-needed' })
  const source = encrypted ? await decryptedSource(file, passphrase ?? '') : file
  if (typeof source === 'string') return refuse({ reason: source })
  const seal = await checkSeal(source, key)
  if (seal === 'broken') return refuse({ reason: 'damaged' })
  if (seal === 'missing') return refuse({ reason: 'not-a-backup' })
  const archive = await openArchive(source, backupLimits)
  if (!archive.ok) return refuse(archiveFault(archive.refusal.reason, archive.refusal.entry))
  const entries = new Map(archive.value.entries.map((entry) => [entry.name, entry]))
  const manifest = await readManifest(archive.value, entries.get(manifestEntry))
  if (!manifest.ok) return manifest
  const odd = entriesDiffer(manifest.value, entries)
  if (odd) return refuse(odd)
  return done(backupOf({ file, source, archive: archive.value, entries, manifest: manifest.value, encrypted, trusted: encrypted || seal === 'trusted' }))
}

async function readManifest(archive: Archive, entry: ArchiveEntry | undefined): Promise<Result<Manifest, BackupFault>> {
  if (!entry) return refuse({ reason: 'not-a-backup' })
  const value = parsed(Buffer.from(await readSmall(archive, entry, longestManifest)).toString())
  const format = (value as { format?: unknown } | undefined)?.format
  if (typeof format === 'number' && format > formatVersion) return refuse({ reason: 'format-newer', at: manifestEntry, rule: String(format) })
  const manifest = v.safeParse(Manifest, value)
  if (manifest.success) return done(manifest.output)
  const [issue] = manifest.issues
  return refuse({ reason: 'manifest-malformed', at: `${manifestEntry} ${v.getDotPath(issue) ?? ''}`.trim(), rule: issue.type })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Every entry is announced by the manifest, once, with its size; and none is missing. */
function entriesDiffer(manifest: Manifest, entries: ReadonlyMap<string, ArchiveEntry>): BackupFault | undefined {
  const announced = new Map<string, number | undefined>([[manifestEntry, undefined]])
  const all: [string, number | undefined][] = [
    ...manifest.tables.map(({ name, bytes }): [string, number] => [tableEntry(name), bytes]),
    [jobsEntry, manifest.jobs.bytes],
    ...manifest.files.map(({ hash, size }): [string, number] => [fileEntry(hash), size]),
    ...manifest.keys.map(({ name }): [string, undefined] => [keyEntry(name), undefined]),
  ]
  for (const [name, size] of all) {
    if (announced.has(name)) return { reason: 'manifest-malformed', at: name, rule: 'twice' }
    announced.set(name, size)
  }
  for (const [name, size] of announced) {
    const entry = entries.get(name)
    if (!entry) return { reason: 'entry-missing', at: name }
    if (size !== undefined && entry.size !== size) return { reason: 'content-differs', at: name, rule: 'size' }
  }
  const stranger = [...entries.keys()].find((name) => !announced.has(name))
  return stranger === undefined ? undefined : { reason: 'entry-unknown', at: stranger }
}

interface Parts {
  readonly file: OpenFile
  readonly source: ByteSource
  readonly archive: Archive
  readonly entries: ReadonlyMap<string, ArchiveEntry>
  readonly manifest: Manifest
  readonly encrypted: boolean
  readonly trusted: boolean
}

function backupOf({ file, archive, entries, manifest, encrypted, trusted }: Parts): OpenBackup {
  return {
    manifest,
    encrypted,
    trusted,
    size: file.size,
    close: () => file.close(),
    read(name) {
      const entry = entries.get(name)
      if (!entry) throw new Error(`no entry ${name}`)
      return archive.read(entry)
    },
  }
}

/** Reads every entry and compares it with what the manifest says; work that waited must be such as a restore takes. */
export function verifyContent(backup: OpenBackup, progress?: Progress): Promise<Result<OpenBackup, BackupFault>> {
  const { manifest } = backup
  const expected: [string, string][] = [
    ...manifest.tables.map(({ name, sha256 }): [string, string] => [tableEntry(name), sha256]),
    [jobsEntry, manifest.jobs.sha256],
    ...manifest.files.map(({ hash }): [string, string] => [fileEntry(hash), hash]),
    ...manifest.keys.map(({ name, sha256 }): [string, string] => [keyEntry(name), sha256]),
  ]
  return foreseen(async () => {
    for (const [index, [name, sha256]] of expected.entries()) {
      if (index % 50 === 0) progress?.({ step: 'checking', done: index, total: expected.length })
      const hash = createHash('sha256')
      for await (const chunk of backup.read(name)) hash.update(chunk)
      if (hash.digest('hex') !== sha256) return refuse({ reason: 'content-differs', at: name, rule: 'sha256' })
    }
    const odd = await oddJobs(backup)
    if (odd) return refuse(odd)
    progress?.({ step: 'checking', done: expected.length, total: expected.length })
    return done(backup)
  })
}

async function oddJobs({ manifest, read }: OpenBackup): Promise<BackupFault | undefined> {
  try {
    await readJobs(linesOf(read(jobsEntry)), manifest.jobs.rows)
    return undefined
  } catch (error) {
    if (error instanceof LineTooLong) return { reason: 'row-malformed', at: jobsEntry, rule: 'length' }
    if (error instanceof OddJobs) return error.fault
    throw error
  }
}

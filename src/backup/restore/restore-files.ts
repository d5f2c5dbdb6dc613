/** Files and keys of a backup, laid aside first and moved to their places when everything else is sure. */
import { createHash } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Config } from '#platform/config.ts'
import { Refused } from '../faults.ts'
import { fileEntry, keyEntry, type Manifest } from '../format.ts'
import type { Progress } from '../progress.ts'
import type { OpenBackup } from '../read-backup.ts'

type Folders = Pick<Config, 'dataFolder' | 'keysFolder'>

const asideOf = ({ dataFolder }: Folders) => join(dataFolder, 'blobs.restoring')
const spare = 64 * 1024 * 1024

/** Refuses before anything is written when the disk can't hold the files. */
export async function demandRoom({ dataFolder }: Folders, manifest: Manifest): Promise<void> {
  const needed = manifest.files.reduce((sum, { size }) => sum + size, spare)
  const disk = await statfs(dataFolder)
  if (disk.bavail * disk.bsize < needed) throw new Refused({ reason: 'disk-full', at: dataFolder, rule: `${Math.ceil(needed / 1024 / 1024)} MB` })
}

export async function layAside(backup: OpenBackup, folders: Folders, progress?: Progress): Promise<void> {
  const aside = asideOf(folders)
  // What an interrupted restore left behind.
  await rm(aside, { recursive: true, force: true })
  await mkdir(aside, { recursive: true, mode: 0o700 })
  const { files } = backup.manifest
  for (const [done, { hash }] of files.entries()) {
    if (done % 50 === 0) progress?.({ step: 'files', done, total: files.length })
    await writeChecked(join(aside, hash), backup.read(fileEntry(hash)), hash)
  }
  progress?.({ step: 'files', done: files.length, total: files.length })
}

async function writeChecked(path: string, bytes: AsyncIterable<Uint8Array>, sha256: string): Promise<void> {
  const hash = createHash('sha256')
  const file = await open(path, 'wx', 0o640)
  try {
    for await (const chunk of bytes) {
      hash.update(chunk)
      await file.writeFile(chunk)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  if (hash.digest('hex') !== sha256) throw new Refused({ reason: 'content-differs', at: fileEntry(sha256), rule: 'sha256' })
}

/** Moves what was laid aside to where it is looked for; again when a first try was cut. */
export async function takeIn(folders: Folders): Promise<void> {
  const aside = asideOf(folders)
  const hashes = await readdir(aside).catch(() => [])
  const parents = new Set<string>()
  for (const hash of hashes) {
    const place = join(folders.dataFolder, 'blobs', hash.slice(0, 2), hash)
    if (!parents.has(dirname(place))) await mkdir(dirname(place), { recursive: true })
    parents.add(dirname(place))
    await rename(join(aside, hash), place)
  }
  for (const parent of parents) await syncFolder(parent)
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  await folder.sync().finally(() => folder.close())
}

export async function dropAside(folders: Folders): Promise<void> {
  await rm(asideOf(folders), { recursive: true, force: true })
}

/** Keys that the backup brings; one that is there already must be the same, for data of both are written with it. */
export async function restoreKeys(backup: OpenBackup, { keysFolder }: Folders): Promise<number> {
  const { keys } = backup.manifest
  if (keys.length > 0) await mkdir(keysFolder, { recursive: true, mode: 0o700 })
  for (const { name, sha256 } of keys) {
    const path = join(keysFolder, name)
    const there = await readFile(path).catch(() => undefined)
    if (there && createHash('sha256').update(there).digest('hex') !== sha256) throw new Refused({ reason: 'key-differs', at: path })
    if (!there) await writeKey(path, backup.read(keyEntry(name)))
  }
  return keys.length
}

async function writeKey(path: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const draft = `${path}.${process.pid}.new`
  const file = await open(draft, 'w', 0o600)
  try {
    for await (const chunk of bytes) await file.writeFile(chunk)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, path)
}

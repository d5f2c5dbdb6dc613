/** Looks after the folder of blobs: what lies there, and what nothing points at any more. */
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Config } from './config.ts'
import { type Db, rawHandle } from './db.ts'

type Place = Pick<Config, 'dataFolder'>

export interface StoredBlob {
  readonly hash: string
  readonly bytes: number
  /** When it was kept or, in the trash, when it was laid there. */
  readonly since: Date
}

const hashName = /^[0-9a-f]{64}$/
const blobsFolder = ({ dataFolder }: Place) => join(dataFolder, 'blobs')
const trashFolder = ({ dataFolder }: Place) => join(dataFolder, 'trash', 'blobs')
const pathIn = (folder: string, hash: string) => join(folder, hash.slice(0, 2), hash)

export const storedBlobs = (config: Place): Promise<StoredBlob[]> => blobsIn(blobsFolder(config))
export const trashedBlobs = (config: Place): Promise<StoredBlob[]> => blobsIn(trashFolder(config))

async function blobsIn(folder: string): Promise<StoredBlob[]> {
  const found: StoredBlob[] = []
  for (const part of await namesIn(folder))
    for (const hash of await namesIn(join(folder, part))) {
      if (!hashName.test(hash)) continue
      const { size, mtime } = await stat(join(folder, part, hash))
      found.push({ hash, bytes: size, since: mtime })
    }
  return found
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return []
    throw error
  })
}

const kinds: readonly (readonly [kind: string, begins: RegExp])[] = [
  ['PDF', /^%PDF/],
  ['PNG', /^\x89PNG/],
  ['JPEG', /^\xff\xd8\xff/],
  ['WebP', /^RIFF....WEBP/s],
  ['ZIP, EPUB, DOCX', /^PK\p{Cc}{2}/u],
  ['MP4', /^....ftyp/s],
  ['SVG', /^\s*(<\?xml[^>]*>\s*)?<svg/],
]

/** What a blob is, by its first bytes. */
export async function kindOfBlob(config: Place, hash: string): Promise<string> {
  const file = await open(pathIn(blobsFolder(config), hash), 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0)
    const text = buffer.subarray(0, bytesRead).toString('latin1')
    return kinds.find(([, begins]) => begins.test(text))?.[0] ?? (/^[\t\n\r\x20-\x7e\x80-\xff]*$/.test(text) ? 'TXT, CSV, MD' : '?')
  } finally {
    await file.close()
  }
}

/** Tables that no blob is ever named in, and that grow without end. */
const passedOver = ['audit_entry', 'fact', 'command_outcome']

/**
 * Every blob that anything in the database names, whatever the column: a file that some module forgot to tell of is kept, too.
 * What looks like a hash and is none does no harm.
 */
export async function namedBlobs(db: Db): Promise<Set<string>> {
  const columns = await sql<{ table: string; column: string }>`
    select c.table_name as table, c.column_name as column from information_schema.columns c
      join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.data_type in ('text', 'character varying', 'jsonb', 'json', 'ARRAY')
      and c.table_name <> all(${passedOver}) and not exists (select from pg_inherits i where i.inhrelid = format('public.%I', c.table_name)::regclass)`.execute(
    rawHandle(db),
  )
  const named = new Set<string>()
  for (const { table, column } of columns.rows) {
    const found = await sql<{ hash: string }>`
      select distinct m[1] as hash from ${sql.table(table)}, regexp_matches(${sql.ref(column)}::text, '[0-9a-f]{64}', 'g') m`.execute(rawHandle(db))
    for (const { hash } of found.rows) named.add(hash)
  }
  return named
}

/** Lays blobs into the trash, from where they can be taken back. */
export async function trashBlobs(config: Place, hashes: readonly string[], now: Date): Promise<void> {
  for (const hash of hashes) {
    await move(pathIn(blobsFolder(config), hash), pathIn(trashFolder(config), hash))
    await utimes(pathIn(trashFolder(config), hash), now, now)
  }
}

/** Takes everything back out of the trash; gives how many that were. */
export async function untrashBlobs(config: Place): Promise<number> {
  const trashed = await trashedBlobs(config)
  for (const { hash } of trashed) await move(pathIn(trashFolder(config), hash), pathIn(blobsFolder(config), hash))
  return trashed.length
}

async function move(from: string, to: string): Promise<void> {
  await mkdir(join(to, '..'), { recursive: true })
  await rename(from, to)
}

/** Removes for ever what was laid into the trash before a moment; gives how many that were. */
export async function emptyTrash(config: Place, before: Date): Promise<number> {
  const old = (await trashedBlobs(config)).filter(({ since }) => since < before)
  for (const { hash } of old) await rm(pathIn(trashFolder(config), hash), { force: true })
  return old.length
}

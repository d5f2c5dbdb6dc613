import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl'
import type { ByteSource } from './byte-source.ts'
import { crc32 } from './crc32.ts'
import { admits, createNameBook, type ListedEntry, listed, overlapping, type Span, sameHeader } from './directory.ts'
import { type Limits, ratioTooHigh, usualLimits } from './limits.ts'
import { BrokenArchive, type Outcome, type ZipReason } from './refusals.ts'

export interface ArchiveEntry {
  /** Relative, with slashes, safe to join to a folder on any system. */
  readonly name: string
  readonly folder: boolean
  /** What its headers claim; `read` refuses when it is not so. */
  readonly size: number
  readonly number: number
}

export interface Archive {
  readonly entries: readonly ArchiveEntry[]
  readonly comment: string
  /** The bytes of an entry; throws `BrokenArchive` as soon as a limit is passed or a header proves wrong. */
  read(entry: ArchiveEntry): AsyncIterable<Uint8Array>
}

/** Reads the whole directory and refuses the archive unless every entry of it may be unpacked. */
export async function openArchive(source: ByteSource, limits: Limits = usualLimits): Promise<Outcome<Archive>> {
  try {
    const zip = await opened(source)
    const entries = await directoryOf(zip, source, limits)
    return { ok: true, value: archiveOf(zip, entries, limits) }
  } catch (error) {
    if (error instanceof BrokenArchive) return { ok: false, refusal: error.refusal }
    throw error
  }
}

/** All bytes of an entry that is known to be small. */
export async function readSmall(archive: Archive, entry: ArchiveEntry, most: number): Promise<Uint8Array> {
  if (entry.size > most) throw new BrokenArchive({ reason: 'too-large', entry: entry.number })
  const bytes = new Uint8Array(entry.size)
  let at = 0
  for await (const part of archive.read(entry)) {
    bytes.set(part, at)
    at += part.byteLength
  }
  return bytes
}

/** Hands the source to yauzl, and keeps what the source itself throws, so that it is not taken for a fault of the archive. */
class SourceReader extends RandomAccessReader {
  readonly source: ByteSource
  failure: unknown
  constructor(source: ByteSource) {
    super()
    this.source = source
  }
  override _readStreamForRange(start: number, end: number): never {
    return this.source.stream(start, end) as never
  }
  override read(...[buffer, offset, length, position, callback]: Parameters<RandomAccessReader['read']>): void {
    const inside = position >= 0 && position + length <= this.source.size
    const bytes = inside ? this.source.read(position, length) : Promise.reject(new BrokenArchive({ reason: 'damaged' }))
    bytes.then(
      (found) => {
        buffer.set(found, offset)
        callback(null)
      },
      (error: unknown) => {
        if (inside) this.failure = error
        callback(error instanceof Error ? error : new Error('unreadable'))
      },
    )
  }
}

interface Opened {
  readonly file: ZipFile
  readonly reader: SourceReader
}

const options = { lazyEntries: true, decodeStrings: false, autoClose: false, validateEntrySizes: true }
const shortestZip = 22

async function opened(source: ByteSource): Promise<Opened> {
  if (source.size < shortestZip) throw new BrokenArchive({ reason: 'not-a-zip' })
  const reader = new SourceReader(source)
  const file = await fromRandomAccessReaderPromise(reader, source.size, options).catch((error: unknown) => fail(reader, error, 'not-a-zip'))
  return { file, reader }
}

function fail(reader: SourceReader, error: unknown, reason: ZipReason, entry?: number): never {
  if (reader.failure !== undefined) throw reader.failure
  if (error instanceof BrokenArchive) throw error
  throw new BrokenArchive(entry === undefined ? { reason } : { reason, entry })
}

async function directoryOf({ file, reader }: Opened, source: ByteSource, limits: Limits): Promise<ListedEntry[]> {
  if (file.entryCount > limits.entries) throw new BrokenArchive({ reason: 'too-many-entries' })
  const directory = cursorOf(file)
  const entries: ListedEntry[] = []
  const spans: Span[] = []
  const isNew = createNameBook()
  try {
    for await (const raw of file.eachEntry()) {
      const entry = accepted(raw, entries.length, isNew)
      spans.push(await spanOf(file, raw, entries.length))
      entries.push(entry)
    }
    await seeEnd(source, cursorOf(file))
  } catch (error) {
    fail(reader, error, 'damaged', entries.length)
  }
  if (admits(entries, limits)) throw new BrokenArchive({ reason: 'too-large' })
  const entry = overlapping(spans, Math.min(directory, source.size))
  if (entry !== undefined) throw new BrokenArchive({ reason: 'entries-overlap', entry })
  return entries
}

/** Where the next entry of the directory would lie; the types of yauzl tell it as a flag. */
function cursorOf(file: ZipFile): number {
  return file.readEntryCursor as unknown as number
}

const endRecords = [0x06054b50, 0x06064b50]

/** After the last entry comes the end: an entry that is not counted would be seen by some readers only. */
async function seeEnd(source: ByteSource, at: number): Promise<void> {
  const [a = 0, b = 0, c = 0, d = 0] = await source.read(at, 4)
  if (!endRecords.includes(a | (b << 8) | (c << 16) | (d << 24))) throw new BrokenArchive({ reason: 'damaged' })
}

function accepted(raw: Entry, number: number, isNew: (entry: ListedEntry) => boolean): ListedEntry {
  const entry = listed(raw)
  if (typeof entry === 'string') throw new BrokenArchive({ reason: entry, entry: number })
  if (!isNew(entry)) throw new BrokenArchive({ reason: 'name-twice', entry: number })
  return entry
}

async function spanOf(file: ZipFile, raw: Entry, number: number): Promise<Span> {
  const local = await file.readLocalFileHeaderPromise(raw)
  if (!sameHeader(local, raw)) throw new BrokenArchive({ reason: 'headers-differ', entry: number })
  return { from: raw.relativeOffsetOfLocalHeader, to: local.fileDataStart + raw.compressedSize }
}

function archiveOf({ file, reader }: Opened, listedEntries: readonly ListedEntry[], limits: Limits): Archive {
  let spent = 0
  const spend = (bytes: number) => {
    spent += bytes
    return spent > limits.bytes
  }
  return {
    entries: listedEntries.map(({ name, folder, size }, number) => ({ name, folder, size, number })),
    comment: Buffer.from(file.comment).toString('latin1'),
    async *read({ number }) {
      const entry = listedEntries[number]
      if (!entry) throw new BrokenArchive({ reason: 'damaged', entry: number })
      try {
        yield* counted({ file, entry, number, limits, spend })
      } catch (error) {
        fail(reader, error, reasonOf(error), number)
      }
    },
  }
}

interface Reading {
  readonly file: ZipFile
  readonly entry: ListedEntry
  readonly number: number
  readonly limits: Limits
  readonly spend: (bytes: number) => boolean
}

async function* counted({ file, entry, number, limits, spend }: Reading): AsyncIterable<Uint8Array> {
  const stream = await file.openReadStreamPromise(entry.raw)
  let [count, check] = [0, 0]
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    count += chunk.byteLength
    if (spend(chunk.byteLength)) throw new BrokenArchive({ reason: 'too-large', entry: number })
    if (ratioTooHigh(count, entry.packed, limits)) throw new BrokenArchive({ reason: 'ratio-too-high', entry: number })
    check = crc32(chunk, check)
    yield chunk
  }
  if (count !== entry.size) throw new BrokenArchive({ reason: 'size-lies', entry: number })
  if (check !== entry.raw.crc32) throw new BrokenArchive({ reason: 'damaged', entry: number })
}

/** yauzl counts too, and says in words what is wrong with the size. */
function reasonOf(error: unknown): ZipReason {
  return error instanceof Error && /too (many|few) bytes|not enough bytes/.test(error.message) ? 'size-lies' : 'damaged'
}

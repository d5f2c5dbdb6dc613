import type { Entry, LocalFileHeader } from 'yauzl'
import type { Limits } from './limits.ts'
import { nameOf, sameFileKey } from './names.ts'
import type { ZipReason } from './refusals.ts'

/** An entry as its directory tells of it; nothing of it has been read yet. */
export interface ListedEntry {
  readonly name: string
  readonly folder: boolean
  readonly size: number
  readonly packed: number
  readonly raw: Entry
}

const stored = 0
const deflated = 8
const kindMask = 0o170000
const kinds = { folder: 0o040000, file: 0o100000, link: 0o120000 } as const

/** What the directory says of one entry, or why it may not be read at all. */
export function listed(entry: Entry): ListedEntry | ZipReason {
  const named = nameOf(entry)
  if ('reason' in named) return named.reason
  // The upper half is the mode of Unix, whatever system claims to have made the entry: readers take it so.
  const kind = (entry.externalFileAttributes >>> 16) & kindMask
  if (kind === kinds.link) return 'link'
  if (kind !== 0 && kind !== (named.folder ? kinds.folder : kinds.file)) return 'special-file'
  if (entry.isEncrypted()) return 'encrypted'
  if (entry.compressionMethod !== stored && entry.compressionMethod !== deflated) return 'method-unknown'
  if (entry.compressionMethod === stored && entry.compressedSize !== entry.uncompressedSize) return 'size-lies'
  if (named.folder && entry.uncompressedSize > 0) return 'size-lies'
  return { ...named, size: entry.uncompressedSize, packed: entry.compressedSize, raw: entry }
}

/** Sees each name once: no two files that are one on some system, no file where a folder must be. */
export function createNameBook(): (entry: ListedEntry) => boolean {
  const files = new Set<string>()
  const folders = new Set<string>()
  return ({ name, folder }) => {
    const key = sameFileKey(name)
    if (files.has(key) || (!folder && folders.has(key))) return false
    if (folder) folders.add(key)
    else files.add(key)
    for (let cut = key.lastIndexOf('/'); cut > 0; cut = key.lastIndexOf('/', cut - 1)) {
      const above = key.slice(0, cut)
      if (files.has(above)) return false
      folders.add(above)
    }
    return true
  }
}

const sizesFollow = 0x8
const inZip64Field = 0xffffffff

/** Whether the header in front of the bytes says the same as the directory (APPNOTE 4.3.7, 4.4.4). */
export function sameHeader(local: LocalFileHeader, entry: Entry): boolean {
  if (!local.fileName.equals(entry.fileNameRaw) || local.compressionMethod !== entry.compressionMethod) return false
  if (local.generalPurposeBitFlag !== entry.generalPurposeBitFlag) return false
  if ((local.generalPurposeBitFlag & sizesFollow) !== 0) return true
  const same = (here: number, there: number) => here === there || here === inZip64Field
  return local.crc32 === entry.crc32 && same(local.compressedSize, entry.compressedSize) && same(local.uncompressedSize, entry.uncompressedSize)
}

/** Where an entry lies in the file: from its header to its last byte. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** The number of the first entry that shares bytes with another one, or reaches into the directory. */
export function overlapping(spans: readonly Span[], directory: number): number | undefined {
  const order = spans.map((span, number) => ({ ...span, number })).sort((a, b) => a.from - b.from)
  return order.find((span, i) => span.to > (order[i + 1]?.from ?? directory))?.number
}

/** What the directory already admits; the real bytes are counted as well when they come. */
export function admits(entries: readonly ListedEntry[], limits: Limits): boolean {
  return entries.reduce((sum, { size }) => sum + size, 0) > limits.bytes
}

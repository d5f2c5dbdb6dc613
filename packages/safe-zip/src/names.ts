import { type Entry, getFileNameLowLevel } from 'yauzl'
import type { ZipReason } from './refusals.ts'

export type Named = { readonly name: string; readonly folder: boolean } | { readonly reason: ZipReason }

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const markedUtf8 = 0x800
const unicodePathField = 0x7075

/** The one name that every reader of the archive sees, or why there is none. */
export function nameOf(entry: Entry): Named {
  const raw = entry.fileNameRaw
  if (raw.includes(0)) return { reason: 'name-with-control-sign' }
  const plain = raw.every((byte) => byte < 0x80)
  const marked = (entry.generalPurposeBitFlag & markedUtf8) !== 0
  const decoded = plain || marked ? decode(raw) : fromOldZip(entry)
  if (decoded === undefined) return { reason: 'name-unclear' }
  // The field of Info-ZIP gives the name a second time: one reader takes this name, another that one (APPNOTE 4.6.9).
  const second = entry.extraFields.some((field) => field.id === unicodePathField) ? fromOldZip(entry) : decoded
  return second === decoded ? entryName(decoded) : { reason: 'name-unclear' }
}

function decode(raw: Uint8Array): string | undefined {
  try {
    return utf8.decode(raw)
  } catch {
    return undefined
  }
}

function fromOldZip(entry: Entry): string | undefined {
  try {
    return getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true)
  } catch {
    return undefined
  }
}

/** Controls, and the signs that turn the direction of a line or cannot be seen (Unicode general category Cc, and UAX 9, 14). */
const unseen = /[\p{Cc}\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/u
/** Signs that are taken for a slash, a backslash, a colon or a dot once somebody normalises or transliterates them. */
const lookalikes = /[\u2044\u2215\u2216\u29f5\u29f8\u29f9\ufe52\ufe55\ufe68\uff0e\uff0f\uff1a\uff3c\u2024\u2025\ua789]/u
/** Names that Windows keeps for devices, with or without an ending. */
const device = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\..*)?$/i
const longestPart = 255
const longestName = 1024

/** A path below the place where it is unpacked, on every system and however it is spelled; a folder ends in a slash. */
export function entryName(name: string): Named {
  const reason = wrongWith(name)
  if (reason !== undefined) return { reason }
  const folder = name.endsWith('/')
  const parts = (folder ? name.slice(0, -1) : name).split('/')
  const first = parts.map(wrongWithPart).find((wrong) => wrong !== undefined)
  return first === undefined ? { name, folder } : { reason: first }
}

function wrongWith(name: string): ZipReason | undefined {
  if (name === '' || !name.isWellFormed()) return 'name-unclear'
  if (new TextEncoder().encode(name).byteLength > longestName) return 'name-too-long'
  if (unseen.test(name)) return 'name-with-control-sign'
  if (lookalikes.test(name)) return 'name-unclear'
  if (name.includes('\\')) return 'name-with-backslash'
  if (name.startsWith('/') || /^[a-z]:/i.test(name)) return 'name-absolute'
  return undefined
}

function wrongWithPart(part: string): ZipReason | undefined {
  if (part === '..' || part === '.' || part === '') return 'name-outside'
  // A colon opens a second stream of a file on NTFS; a dot or blank at the end is dropped there, so that two names become one.
  if (/[:*?"<>|]/.test(part) || /[. ]$/.test(part) || device.test(part)) return 'name-reserved'
  return new TextEncoder().encode(part).byteLength > longestPart ? 'name-too-long' : undefined
}

/** Under what two names are one file on some system: composed, without case. */
export function sameFileKey(name: string): string {
  return name.replace(/\/$/, '').normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC')
}

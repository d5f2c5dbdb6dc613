/** Makes zip archives byte by byte, honest or not: every field can be told apart in header and directory. */
import { crc32, deflateRawSync, constants as zlib } from 'node:zlib'

export interface CraftedEntry {
  readonly name: string | Buffer
  readonly data?: Buffer | string
  /** The name in the header before the bytes, when it is to differ. */
  readonly localName?: string
  /** 8 deflated, 0 stored. */
  readonly method?: number
  /** The bytes as they lie in the file, instead of those made of `data`. */
  readonly packed?: Buffer
  readonly size?: number
  readonly packedSize?: number
  readonly crc?: number
  readonly flags?: number
  readonly localFlags?: number
  /** The mode of Unix with its kind: 0o120777 is a link. */
  readonly mode?: number
  readonly extra?: Buffer
  /** Shares header and bytes with the entry of this number. */
  readonly sameAs?: number
  /** Writes sizes and place as zip64. */
  readonly zip64?: boolean
}

export interface CraftedEnd {
  readonly count?: number
  readonly comment?: Buffer
  readonly zip64?: boolean
}

const utf8Flag = 0x800

export function craftZip(entries: readonly CraftedEntry[], end: CraftedEnd = {}): Buffer {
  const parts: Buffer[] = []
  const places: number[] = []
  let at = 0
  const put = (part: Buffer) => {
    parts.push(part)
    at += part.length
  }
  for (const entry of entries) {
    const packed = packedOf(entry)
    places.push(entry.sameAs === undefined ? at : (places[entry.sameAs] ?? 0))
    if (entry.sameAs !== undefined) continue
    put(localHeader(entry, packed))
    put(packed)
  }
  const directory = at
  for (const [number, entry] of entries.entries()) put(directoryEntry(entry, packedOf(entry), places[number] ?? 0))
  for (const part of endRecords({ at: directory, size: at - directory, count: end.count ?? entries.length }, end)) put(part)
  return Buffer.concat(parts)
}

const bytesOf = ({ data = '' }: CraftedEntry): Buffer => (typeof data === 'string' ? Buffer.from(data) : data)
const packedOf = (entry: CraftedEntry): Buffer => entry.packed ?? (entry.method === 8 ? deflateRawSync(bytesOf(entry)) : bytesOf(entry))
const nameBytes = (name: string | Buffer): Buffer => (typeof name === 'string' ? Buffer.from(name) : name)

function numbers(entry: CraftedEntry, packed: Buffer) {
  const data = bytesOf(entry)
  return {
    method: entry.method ?? 0,
    crc: entry.crc ?? crc32(data),
    size: entry.size ?? data.length,
    packedSize: entry.packedSize ?? packed.length,
    flags: entry.flags ?? utf8Flag,
  }
}

function zip64Field(...values: number[]): Buffer {
  const field = Buffer.alloc(4 + values.length * 8)
  field.writeUInt16LE(1, 0)
  field.writeUInt16LE(values.length * 8, 2)
  for (const [i, value] of values.entries()) field.writeBigUInt64LE(BigInt(value), 4 + i * 8)
  return field
}

function localHeader(entry: CraftedEntry, packed: Buffer): Buffer {
  const { method, crc, size, packedSize, flags } = numbers(entry, packed)
  const name = nameBytes(entry.localName ?? entry.name)
  const extra = entry.zip64 ? zip64Field(size, packedSize) : Buffer.alloc(0)
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  head.writeUInt16LE(45, 4)
  head.writeUInt16LE(entry.localFlags ?? flags, 6)
  head.writeUInt16LE(method, 8)
  head.writeUInt32LE(crc, 14)
  head.writeUInt32LE(entry.zip64 ? 0xffffffff : packedSize, 18)
  head.writeUInt32LE(entry.zip64 ? 0xffffffff : size, 22)
  head.writeUInt16LE(name.length, 26)
  head.writeUInt16LE(extra.length, 28)
  return Buffer.concat([head, name, extra])
}

function directoryEntry(entry: CraftedEntry, packed: Buffer, place: number): Buffer {
  const { method, crc, size, packedSize, flags } = numbers(entry, packed)
  const name = nameBytes(entry.name)
  const extra = Buffer.concat([entry.zip64 ? zip64Field(size, packedSize, place) : Buffer.alloc(0), entry.extra ?? Buffer.alloc(0)])
  const head = Buffer.alloc(46)
  head.writeUInt32LE(0x02014b50, 0)
  head.writeUInt16LE((3 << 8) | 45, 4)
  head.writeUInt16LE(45, 6)
  head.writeUInt16LE(flags, 8)
  head.writeUInt16LE(method, 10)
  head.writeUInt32LE(crc, 16)
  head.writeUInt32LE(entry.zip64 ? 0xffffffff : packedSize, 20)
  head.writeUInt32LE(entry.zip64 ? 0xffffffff : size, 24)
  head.writeUInt16LE(name.length, 28)
  head.writeUInt16LE(extra.length, 30)
  head.writeUInt32LE(((entry.mode ?? 0) << 16) >>> 0, 38)
  head.writeUInt32LE(entry.zip64 ? 0xffffffff : place, 42)
  return Buffer.concat([head, name, extra])
}

function endRecords({ at, size, count }: { at: number; size: number; count: number }, { comment = Buffer.alloc(0), zip64 = false }: CraftedEnd): Buffer[] {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(zip64 ? 0xffff : Math.min(count, 0xffff), 8)
  end.writeUInt16LE(zip64 ? 0xffff : Math.min(count, 0xffff), 10)
  end.writeUInt32LE(zip64 ? 0xffffffff : size, 12)
  end.writeUInt32LE(zip64 ? 0xffffffff : at, 16)
  end.writeUInt16LE(comment.length, 20)
  return [...(zip64 ? zip64End({ at, size, count }) : []), end, comment]
}

function zip64End({ at, size, count }: { at: number; size: number; count: number }): Buffer[] {
  const record = Buffer.alloc(56)
  record.writeUInt32LE(0x06064b50, 0)
  record.writeBigUInt64LE(44n, 4)
  record.writeUInt16LE(45, 12)
  record.writeUInt16LE(45, 14)
  record.writeBigUInt64LE(BigInt(count), 24)
  record.writeBigUInt64LE(BigInt(count), 32)
  record.writeBigUInt64LE(BigInt(size), 40)
  record.writeBigUInt64LE(BigInt(at), 48)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x07064b50, 0)
  locator.writeBigUInt64LE(BigInt(at + size), 8)
  locator.writeUInt32LE(1, 16)
  return [record, locator]
}

/** Zeros without end, deflated: one compressed megabyte, repeated. */
export function deflatedZeros(megabytes: number): Buffer {
  const one = deflateRawSync(Buffer.alloc(1024 * 1024), { finishFlush: zlib.Z_FULL_FLUSH })
  return Buffer.concat([...Array.from({ length: megabytes }, () => one), Buffer.from([3, 0])])
}

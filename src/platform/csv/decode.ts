/** Finds out how the bytes of a table are encoded, and gives its text. */
import { done, type Result, refuse } from '#kernel/result.ts'

export type Undecodable = 'encoding-unknown' | 'not-text'

export function decodeTable(bytes: Uint8Array): Result<string, Undecodable> {
  const wide = utf16Of(bytes)
  if (wide) return decoded(bytes, wide) ?? refuse('not-text')
  if (bytes.includes(0)) return refuse('not-text')
  return decoded(bytes, 'utf-8') ?? (isSerbianWindows1250(bytes) ? decoded(bytes, 'windows-1250') : undefined) ?? refuse('encoding-unknown')
}

function decoded(bytes: Uint8Array, encoding: string): Result<string, never> | undefined {
  try {
    return done(new TextDecoder(encoding, { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}

/** UTF-16 by its mark, or by the zeros that every second byte of Latin letters and separators is. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const start = bytes.subarray(0, 512)
  const zeros = [0, 1].map((parity) => start.filter((byte, at) => byte === 0 && at % 2 === parity).length)
  const [even = 0, odd = 0] = zeros
  if (even + odd < start.length / 8) return undefined
  if (even === 0) return 'utf-16le'
  return odd === 0 ? 'utf-16be' : undefined
}

/** Š Ž š ž č ć đ Č Ć Đ and the signs a word processor puts in: what Serbian in windows-1250 has above ASCII, and Cyrillic of windows-1251 has not. */
const serbianLetters = new Set([0x8a, 0x8e, 0x9a, 0x9e, 0xc6, 0xc8, 0xd0, 0xe6, 0xe8, 0xf0])
const signs = new Set([0x80, 0x82, 0x84, 0x85, 0x91, 0x92, 0x93, 0x94, 0x96, 0x97, 0xa0, 0xa7, 0xab, 0xb0, 0xbb])

function isSerbianWindows1250(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80 || serbianLetters.has(byte) || signs.has(byte))
}

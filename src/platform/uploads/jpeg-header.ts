import { done, refuse } from '#kernel/result.ts'
import type { HeaderReading } from './header-reading.ts'

/** Start of frame, all kinds (ITU T.81 table B.1). */
const frames = new Set([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf])
const [startOfScan, comment, firstApplication, lastApplication] = [0xda, 0xfe, 0xe0, 0xef]
/** APP14 says how colours are meant, APP1 which way is up: a decoder needs both; the way is applied, and nothing of it is kept. */
const neededApplications = new Set([0xe1, 0xee])

/** Walks the segments up to the first scan; one frame, and every segment within the file. */
export function readJpeg(bytes: Buffer): HeaderReading {
  const kept = [bytes.subarray(0, 2)]
  let size: { width: number; height: number } | undefined
  let at = 2
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return refuse('damaged')
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at++
      continue
    }
    const end = at + 2 + bytes.readUInt16BE(at + 2)
    if (end > bytes.length || end < at + 4) return refuse('damaged')
    if (marker === startOfScan) return size ? scan(bytes, at, { kept, size }) : refuse('damaged')
    if (frames.has(marker)) {
      if (size || end < at + 9) return refuse('damaged')
      size = { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
    }
    if (!isWords(marker)) kept.push(bytes.subarray(at, end))
    at = end
  }
  return refuse('damaged')
}

function isWords(marker: number): boolean {
  return marker === comment || (marker >= firstApplication && marker <= lastApplication && !neededApplications.has(marker))
}

/** From the first scan to the end of the image; a second frame behind it would be another picture, larger than it said. */
function scan(bytes: Buffer, start: number, { kept, size }: { kept: Buffer[]; size: { width: number; height: number } }): HeaderReading {
  for (let at = bytes.indexOf(0xff, start + 2); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const marker = bytes[at + 1] ?? 0
    if (frames.has(marker)) return refuse('damaged')
    if (marker === 0xd9) return done({ ...size, bare: Buffer.concat([...kept, bytes.subarray(start, at + 2)]) })
  }
  return refuse('damaged')
}

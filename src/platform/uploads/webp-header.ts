import { done, refuse } from '#kernel/result.ts'
import type { HeaderReading } from './header-reading.ts'

interface Size {
  readonly width: number
  readonly height: number
}

const shown = new Set(['VP8 ', 'VP8L', 'ALPH'])
const animation = 0x02
const alpha = 0x10

/** Walks the chunks of RIFF (RFC 9649): what the canvas says and what the picture in it says must agree. */
export function readWebp(bytes: Buffer): HeaderReading {
  let [canvas, picture]: [Size | undefined, Size | undefined] = [undefined, undefined]
  const kept: Buffer[] = []
  const whole = Math.min(bytes.length, bytes.readUInt32LE(4) + 8)
  for (let at = 12; at + 8 <= whole; ) {
    const name = bytes.toString('latin1', at, at + 4)
    const length = bytes.readUInt32LE(at + 4)
    const data = bytes.subarray(at + 8, at + 8 + length)
    if (data.length < length) return refuse('damaged')
    if (moves(name, data)) return refuse('animated')
    canvas ??= canvasIn(name, data)
    const found = sizeIn(name, data)
    if (found && picture) return refuse('damaged')
    picture ??= found
    if (shown.has(name)) kept.push(bytes.subarray(at, at + 8 + length + (length % 2)))
    at += 8 + length + (length % 2)
  }
  if (!picture || !agree(canvas, picture)) return refuse('damaged')
  return done({ ...picture, bare: bareFile(kept, picture) })
}

function moves(name: string, data: Buffer): boolean {
  return name === 'ANIM' || name === 'ANMF' || (name === 'VP8X' && ((data[0] ?? 0) & animation) !== 0)
}

function canvasIn(name: string, data: Buffer): Size | undefined {
  return name === 'VP8X' && data.length >= 10 ? { width: data.readUIntLE(4, 3) + 1, height: data.readUIntLE(7, 3) + 1 } : undefined
}

function agree(canvas: Size | undefined, picture: Size): boolean {
  return canvas === undefined || (canvas.width === picture.width && canvas.height === picture.height)
}

/** Lossy (RFC 6386 §9.1) and lossless (RFC 9649 §3.4) pictures say their size in their first bytes. */
function sizeIn(name: string, data: Buffer): Size | undefined {
  if (name === 'VP8 ' && data.length >= 10 && data.readUIntLE(3, 3) === 0x2a019d)
    return { width: data.readUInt16LE(6) & 0x3fff, height: data.readUInt16LE(8) & 0x3fff }
  if (name !== 'VP8L' || data.length < 5 || data[0] !== 0x2f) return undefined
  const bits = data.readUInt32LE(1)
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}

/** The picture in a file of its own; only one with alpha beside it needs the extended form. */
function bareFile(kept: readonly Buffer[], { width, height }: Size): Buffer {
  const extended = Buffer.alloc(18)
  extended.write('VP8X', 0, 'latin1')
  extended.writeUInt32LE(10, 4)
  extended[8] = alpha
  extended.writeUIntLE(width - 1, 12, 3)
  extended.writeUIntLE(height - 1, 15, 3)
  const hasAlpha = kept.some((chunk) => chunk.toString('latin1', 0, 4) === 'ALPH')
  const chunks = Buffer.concat([...(hasAlpha ? [extended] : []), ...kept])
  const head = Buffer.alloc(12)
  head.write('RIFF', 0, 'latin1')
  head.writeUInt32LE(chunks.length + 4, 4)
  head.write('WEBP', 8, 'latin1')
  return Buffer.concat([head, chunks])
}

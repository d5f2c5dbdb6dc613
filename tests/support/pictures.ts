/** Pictures made for tests: honest ones, and ones that lie, carry things or flood. */
import { deflateSync } from 'node:zlib'

const signature = Buffer.from('89504e470d0a1a0a', 'hex')

/** CRC-32 (PNG, annex D). */
function crc(bytes: Buffer): number {
  let value = 0xffffffff
  for (const byte of bytes) {
    value ^= byte
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  }
  return (value ^ 0xffffffff) >>> 0
}

export function pngChunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

interface PngMaking {
  readonly width?: number
  readonly height?: number
  /** What the header says, when that is not the truth. */
  readonly saidWidth?: number
  readonly saidHeight?: number
  /** Chunks between header and pixels. */
  readonly chunks?: readonly Buffer[]
  readonly behind?: Buffer
}

/** A PNG in truecolour, red in its left half and blue in its right. */
export function png({ width = 40, height = 20, saidWidth = width, saidHeight = height, chunks = [], behind }: PngMaking = {}): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(saidWidth, 0)
  header.writeUInt32BE(saidHeight, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const row = Buffer.alloc(1 + 3 * width)
  for (let x = 0; x < width; x++) row[1 + 3 * x + (x < width / 2 ? 0 : 2)] = 255
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))
  const parts = [signature, pngChunk('IHDR', header), ...chunks, pngChunk('IDAT', pixels), pngChunk('IEND', Buffer.alloc(0))]
  return Buffer.concat(behind ? [...parts, behind] : parts)
}

/** A JPEG with pieces put in right after its start: EXIF, comments, a second frame. */
export function withSegments(jpeg: Buffer, segments: readonly [marker: number, data: Buffer][]): Buffer {
  const made = segments.map(([marker, data]) => {
    const head = Buffer.from([0xff, marker, 0, 0])
    head.writeUInt16BE(data.length + 2, 2)
    return Buffer.concat([head, data])
  })
  return Buffer.concat([jpeg.subarray(0, 2), ...made, jpeg.subarray(2)])
}

/** EXIF (CIPA DC-008) that says how the camera was held and where it was. */
export function exif({ orientation }: { orientation: number }): Buffer {
  const place = Buffer.from('GPS 44.8125N 20.4612E')
  const tiff = Buffer.alloc(8 + 2 + 24 + 4)
  tiff.write('II', 0, 'latin1')
  tiff.writeUInt16LE(42, 2)
  tiff.writeUInt32LE(8, 4)
  tiff.writeUInt16LE(2, 8)
  const entry = (at: number, tag: number, type: number, count: number, value: number) => {
    tiff.writeUInt16LE(tag, at)
    tiff.writeUInt16LE(type, at + 2)
    tiff.writeUInt32LE(count, at + 4)
    tiff.writeUInt32LE(value, at + 8)
  }
  entry(10, 0x0112, 3, 1, orientation)
  entry(22, 0x010e, 2, place.length, tiff.length)
  return Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, place])
}

/** Real pictures of 40×20 pixels, red on the left and blue on the right. */
export const jpeg = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wCEAAYGBgYHBgcICAcKCwoLCg8ODAwODxYQERAREBYiFRkVFRkVIh4kHhweJB42KiYmKjY+NDI0PkxERExfWl98fKcBBgYGBgcGBwgIBwoLCgsKDw4MDA4PFh' +
    'AREBEQFiIVGRUVGRUiHiQeHB4kHjYqJiYqNj40MjQ+TERETF9aX3x8p//CABEIABQAKAMBIQACEQEDEQH/xAAqAAEBAQEAAAAAAAAAAAAAAAAABgUHAQEBAAAAAAAAAAAAAAAAAAAIBv/aAAwDAQAC' +
    'EAMQAAAA50hlTP4C2N5WRV+DrFn8BbG8rIq/B1iz+AtjeVkV/8QAGRAAAgMBAAAAAAAAAAAAAAAABUQQgsEg/9oACAEBAAE/AIOLXzk4tfOTi18n/8QAGxEAAAcBAAAAAAAAAAAAAAAAAgUHEDaDsw' +
    'D/2gAIAQIBAT8A5MYOUX7DdMYOUX7DdMYOUX7Db//EABsRAAAHAQAAAAAAAAAAAAAAAAIFBxA2g7MA/9oACAEDAQE/AOUSYmtOIXUSYmtOIXUSYmtOIW//2Q==',
  'base64',
)
export const webp = Buffer.from(
  'UklGRnYAAABXRUJQVlA4IGoAAADQBACdASooABQAPm0skkWkIqGYBABABsSgB2APwg4QIYB+AFd/7gABe8wZ/aoyYAD+8JtD//5Bdm2zmf//5Af8gP+QH/j+nysH+gzG5ufyA6yfnGP/8gPfz/gCWC' +
    '1pzINRsiaV04x0eAAA',
  'base64',
)
export const losslessWebp = Buffer.from('UklGRigAAABXRUJQVlA4TBsAAAAvJ8AEAA8Q87//8x8OBAKEA/+1BgRE9D9K2AMA', 'base64')

/** A chunk of RIFF. */
export function riffChunk(name: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(name, 0, 'latin1')
  head.writeUInt32LE(data.length, 4)
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)])
}

/** A WebP of these chunks. */
export function webpOf(chunks: readonly Buffer[]): Buffer {
  return riffChunk('RIFF', Buffer.concat([Buffer.from('WEBP'), ...chunks]))
}

/** The extended header of WebP (RFC 9649 §2.7) that says how large its canvas is. */
export function webpCanvas(width: number, height: number, flags = 0): Buffer {
  const data = Buffer.alloc(10)
  data[0] = flags
  data.writeUIntLE(width - 1, 4, 3)
  data.writeUIntLE(height - 1, 7, 3)
  return riffChunk('VP8X', data)
}

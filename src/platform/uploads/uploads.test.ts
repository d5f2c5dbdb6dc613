import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { App } from '#platform/app.ts'
import { openBlobs } from '#platform/blobs.ts'
import { createLog } from '#platform/log.ts'
import { exif, jpeg, losslessWebp, png, pngChunk, riffChunk, webp, webpCanvas, webpOf, withSegments } from '../../../tests/support/pictures.ts'
import { acceptPicture, acceptTable, createPictureMaker, type PictureMaker } from './index.ts'
import { readHeader } from './picture-header.ts'

const limits = { maxBytes: 1_000_000, maxPixels: 16_000_000, maxSide: 512 }
let folder: string
let pictures: PictureMaker
let app: App

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'putokaz-uploads-'))
  pictures = createPictureMaker({ root: join(import.meta.dirname, '../../..') })
  app = { pictures, blobs: openBlobs(join(folder, 'blobs')), log: createLog(join(folder, 'log')) } as unknown as App
})
afterAll(async () => {
  await pictures.close()
  await rm(folder, { recursive: true })
})

async function accepted(bytes: Buffer) {
  const outcome = await acceptPicture(app, bytes, limits)
  if (!outcome.ok) throw new Error(outcome.refusal)
  return { ...outcome.value, bytes: await buffer(app.blobs.read(outcome.value.hash)) }
}

describe('A picture', () => {
  test.each([
    ['PNG', png(), 'image/png'],
    ['JPEG', jpeg, 'image/jpeg'],
    ['WebP', webp, 'image/png'],
    ['lossless WebP', losslessWebp, 'image/png'],
  ])('of type %s is made anew', async (_type, bytes, mediaType) => {
    const made = await accepted(bytes)
    expect(made).toMatchObject({ width: 40, height: 20, mediaType })
    expect(readHeader(made.bytes, limits.maxPixels)).toMatchObject({ ok: true, value: { width: 40, height: 20 } })
  })

  test('is made as small as it may be', async () => {
    expect(await accepted(png({ width: 2000, height: 1000 }))).toMatchObject({ width: 512, height: 256 })
  })

  test('loses the place where it was taken, and is turned the way the camera was held', async () => {
    const made = await accepted(withSegments(jpeg, [[0xe1, exif({ orientation: 6 })]]))
    expect(made).toMatchObject({ width: 20, height: 40 })
    expect(made.bytes.toString('latin1')).not.toMatch(/Exif|GPS|44\.8125/)
  })

  test('loses words, scripts and second files that travelled in it', async () => {
    const script = '<script>alert(1)</script>'
    const text = pngChunk('tEXt', Buffer.from(`Comment\0${script}`))
    const squeezed = pngChunk('zTXt', Buffer.concat([Buffer.from('Bomb\0\0'), deflateSync(Buffer.alloc(10_000_000))]))
    const zip = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.from('evil.class')])
    const made = [
      await accepted(png({ chunks: [text, squeezed, pngChunk('eXIf', exif({ orientation: 1 }))], behind: zip })),
      await accepted(
        withSegments(jpeg, [
          [0xfe, Buffer.from(script)],
          [0xed, Buffer.from(script)],
        ]),
      ),
      await accepted(
        webpOf([webpCanvas(40, 20, 0x0c), webp.subarray(12), riffChunk('XMP ', Buffer.from(script)), riffChunk('EXIF', exif({ orientation: 1 }))]),
      ),
    ]
    for (const { bytes } of made) expect(bytes.toString('latin1')).not.toMatch(/script|evil|GPS|zTXt|tEXt/)
  })

  test('is refused when it breaks off or its pixels are rubbish', async () => {
    const rubbish = png()
    rubbish.fill(7, 50, 60)
    for (const bytes of [png().subarray(0, 60), jpeg.subarray(0, 300), rubbish]) {
      expect(await acceptPicture(app, bytes, limits)).toEqual({ ok: false, refusal: 'damaged' })
    }
  })

  test('is counted in bytes as they come, whatever was promised', async () => {
    let sent = 0
    async function* flood() {
      for (;;) {
        sent += 65_536
        yield new Uint8Array(65_536)
      }
    }
    expect(await acceptPicture(app, flood(), limits)).toEqual({ ok: false, refusal: 'too-large' })
    expect(sent).toBeLessThanOrEqual(limits.maxBytes + 65_536)
    expect(await acceptPicture(app, new Blob([new Uint8Array(2_000_000)]), limits)).toEqual({ ok: false, refusal: 'too-large' })
  })
})

/** SEC-37: what would flood a decoder ends at its header. */
const bombs: [string, Buffer, string][] = [
  ['a PNG of 30,000 × 30,000', png({ saidWidth: 30_000, saidHeight: 30_000 }), 'too-many-pixels'],
  ['a PNG with the largest size there is', png({ saidWidth: 0x7fffffff, saidHeight: 0x7fffffff }), 'too-many-pixels'],
  ['a PNG without width', png({ saidWidth: 0 }), 'damaged'],
  ['an APNG', png({ chunks: [pngChunk('acTL', Buffer.alloc(8))] }), 'animated'],
  ['a PNG with frames behind its picture', png({ chunks: [pngChunk('fcTL', Buffer.alloc(26))] }), 'animated'],
  ['a PNG whose chunk is longer than the file', Buffer.concat([png().subarray(0, 33), Buffer.from('7fffffff49444154', 'hex')]), 'damaged'],
  ['a PNG that never ends', Buffer.concat([png().subarray(0, 33), ...Array.from({ length: 11_000 }, () => pngChunk('IDAT', Buffer.alloc(0)))]), 'damaged'],
  ['a JPEG of 65,500 × 65,500', jpegSaying(65_500, 65_500), 'too-many-pixels'],
  ['a JPEG with a second, larger frame', withSegments(jpeg, [[0xc0, Buffer.from('08ffdcffdc03012200021101031101', 'hex')]]), 'damaged'],
  ['an animated WebP', webpOf([webpCanvas(40, 20, 0x02), riffChunk('ANIM', Buffer.alloc(6))]), 'animated'],
  ['a WebP whose canvas is 16,000 × 16,000 and its picture small', webpOf([webpCanvas(16_000, 16_000), webp.subarray(12)]), 'damaged'],
  ['a WebP with two pictures', webpOf([webp.subarray(12), losslessWebp.subarray(12)]), 'damaged'],
]

function jpegSaying(width: number, height: number): Buffer {
  const bytes = Buffer.from(jpeg)
  const frame = bytes.findIndex((byte, at) => byte === 0xff && (bytes[at + 1] === 0xc0 || bytes[at + 1] === 0xc2))
  bytes.writeUInt16BE(height, frame + 5)
  bytes.writeUInt16BE(width, frame + 7)
  return bytes
}

test.each(bombs)('%s is refused by its header', (_name, bytes, refusal) => {
  expect(readHeader(bytes, limits.maxPixels)).toEqual({ ok: false, refusal })
})

test('no bytes at all make the reading of headers throw', () => {
  const starts = fc.constantFrom(png(), jpeg, webp, losslessWebp, Buffer.alloc(0))
  fc.assert(
    fc.property(starts, fc.uint8Array({ maxLength: 80 }), fc.nat(400), (start, more, cut) => {
      const bytes = Buffer.concat([start.subarray(0, cut), more])
      expect(typeof readHeader(bytes, limits.maxPixels).ok).toBe('boolean')
    }),
    { numRuns: 2000 },
  )
})

describe('A table', () => {
  const table = (content: string | Buffer) => acceptTable(Buffer.from(content), { maxBytes: 10_000 })

  test.each([
    ['of rows', 'code;name\nKA;„Комесаријат“\n'],
    ['with the mark of UTF-8', '\ufeffcode,name\n'],
    ['in UTF-16', Buffer.from('\ufeffcode;name\n', 'utf16le')],
    ['that says „less than“', '<5;мало\n>5;много\n'],
  ])('%s is taken', async (_name, content) => {
    expect((await table(content)).ok).toBe(true)
  })

  test.each([
    ['PDF', '%PDF-1.7'],
    ['archive or new spreadsheet', Buffer.from('PK\x03\x04', 'latin1')],
    ['old spreadsheet', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['page', '  <!DOCTYPE html><script>alert(1)</script>'],
    ['drawing', '\ufeff<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">'],
    ['XML', '<?xml version="1.0"?><a/>'],
    ['picture', png()],
    ['binary', Buffer.from('a;b\n\0\0\0')],
  ])('that is a %s is refused', async (_name, content) => {
    expect(await table(content)).toEqual({ ok: false, refusal: 'not-a-table' })
  })

  test('is counted in bytes', async () => {
    expect(await table('a'.repeat(10_001))).toEqual({ ok: false, refusal: 'too-large' })
    expect(await table('')).toEqual({ ok: false, refusal: 'empty' })
  })
})

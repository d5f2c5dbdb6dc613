/** Decodes a picture and makes it anew: what goes in is a stranger's, what comes out is ours, pixel for pixel and nothing else. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import decodeJpeg, { init as initJpegDecoder } from '@jsquash/jpeg/decode.js'
import encodeJpeg, { init as initJpegEncoder } from '@jsquash/jpeg/encode.js'
import decodePng, { init as initPng } from '@jsquash/png/decode.js'
import encodePng, { init as initPngEncoder } from '@jsquash/png/encode.js'
import resize, { initResize } from '@jsquash/resize'
import decodeWebp, { init as initWebp } from '@jsquash/webp/decode.js'
import { answerTasks } from '#platform/workers/index.ts'
import type { MadeBytes, PictureTask } from './picture-maker.ts'

const require = createRequire(import.meta.url)

async function wasm(path: string): Promise<WebAssembly.Module> {
  return WebAssembly.compile(await readFile(require.resolve(path)))
}

type Decoder = (bytes: ArrayBuffer) => Promise<ImageData>
const decoders: Readonly<Record<PictureTask['type'], Decoder>> = {
  png: decodePng,
  jpeg: (bytes) => decodeJpeg(bytes, { preserveOrientation: true }),
  webp: decodeWebp,
}

/** `preserveOrientation` turns the pixels the way the camera was held; a quarter turn swaps width and height. */
function fits({ width, height }: ImageData, task: PictureTask): boolean {
  const upright = width === task.width && height === task.height
  return upright || (task.type === 'jpeg' && width === task.height && height === task.width)
}

async function remade(task: PictureTask): Promise<MadeBytes> {
  const own = Uint8Array.from(task.bytes)
  const decoded = await decoders[task.type](own.buffer)
  if (!fits(decoded, task)) throw new Error('damaged')
  const scale = Math.min(1, task.maxSide / Math.max(decoded.width, decoded.height))
  const size = { width: Math.max(1, Math.round(decoded.width * scale)), height: Math.max(1, Math.round(decoded.height * scale)) }
  const pixels = scale < 1 ? await resize(decoded, { ...size, method: 'lanczos3' }) : decoded
  const photo = task.type === 'jpeg' && task.asPng !== true
  const bytes = new Uint8Array(photo ? await encodeJpeg(pixels, { quality: 84 }) : await encodePng(pixels))
  return { bytes, ...size, mediaType: photo ? 'image/jpeg' : 'image/png' }
}

answerTasks(async () => {
  const png = await wasm('@jsquash/png/codec/pkg/squoosh_png_bg.wasm')
  await Promise.all([
    initPng(png),
    initPngEncoder(png),
    initJpegDecoder(await wasm('@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm')),
    initJpegEncoder(await wasm('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm')),
    initWebp(await wasm('@jsquash/webp/codec/dec/webp_dec.wasm')),
    initResize(await wasm('@jsquash/resize/lib/resize/pkg/squoosh_resize_bg.wasm')),
  ])
  return { answer: remade }
})

/** Pictures of pages, made small. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import decodePng, { init as initPng } from '@jsquash/png/decode.js'
import encodeWebp, { init as initWebp } from '@jsquash/webp/encode.js'

export async function prepareCodecs(): Promise<void> {
  const require = createRequire(import.meta.url)
  const wasm = async (path: string) => WebAssembly.compile(await readFile(require.resolve(path)))
  await initPng(await wasm('@jsquash/png/codec/pkg/squoosh_png_bg.wasm'))
  await initWebp(await wasm('@jsquash/webp/codec/enc/webp_enc.wasm'))
}

export function pixelsOf(png: Uint8Array): Promise<ImageData> {
  return decodePng(Uint8Array.from(png).buffer)
}

/** The best quality that fits. */
export async function compact(pixels: ImageData, mostBytes: number, name: string): Promise<Uint8Array> {
  for (const quality of [86, 74, 60, 45]) {
    const bytes = new Uint8Array(await encodeWebp(pixels, { quality }))
    if (bytes.byteLength <= mostBytes) return bytes
  }
  throw new Error(`The picture ${name} does not fit into ${mostBytes} bytes: crop it closer.`)
}

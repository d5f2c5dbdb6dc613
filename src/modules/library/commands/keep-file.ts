import { buffer } from 'node:stream/consumers'
import type { App } from '#platform/app.ts'
import type { Tx } from '#platform/db.ts'
import { publishFile } from '#platform/http/files.ts'
import { drawingSize, latinDrawing } from '../domain/drawing.ts'
import type { StoredFile } from '../domain/stored-file.ts'

/** Opens a kept blob to everybody. A drawing with Serbian words is kept in the Latin script too. */
export async function keepFile(app: App, tx: Tx, file: { hash: string; name: string; mediaType: string; size: number }): Promise<StoredFile> {
  await publishFile(tx, file)
  if (file.mediaType !== 'image/svg+xml') return file
  const svg = (await buffer(app.blobs.read(file.hash))).toString('utf8')
  const size = drawingSize(svg)
  const inLatin = latinDrawing(svg)
  if (inLatin === undefined) return { ...file, ...size }
  const bytes = Buffer.from(inLatin)
  const latin = { hash: await app.blobs.keep(bytes), size: bytes.byteLength }
  await publishFile(tx, { ...file, ...latin })
  return { ...file, ...size, latin }
}

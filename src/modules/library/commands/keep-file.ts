import { buffer } from 'node:stream/consumers'
import type { App } from '#platform/app.ts'
import type { Tx } from '#platform/db.ts'
import { type PublicFile, publishFile, unpublishFile } from '#platform/http/files.ts'
import { drawingSize, latinDrawing } from '../domain/drawing.ts'
import type { StoredFile } from '../domain/stored-file.ts'

/** What is known of a kept blob. A drawing with Serbian words is kept in the Latin script too. */
export async function describeFile(app: App, file: PublicFile): Promise<StoredFile> {
  if (file.mediaType !== 'image/svg+xml') return file
  const svg = (await buffer(app.blobs.read(file.hash))).toString('utf8')
  const size = drawingSize(svg)
  const inLatin = latinDrawing(svg)
  if (inLatin === undefined) return { ...file, ...size }
  const bytes = Buffer.from(inLatin)
  return { ...file, ...size, latin: { hash: await app.blobs.keep(bytes), size: bytes.byteLength } }
}

/** Opens a file to everybody, in both scripts. */
export async function openFile(tx: Tx, { hash, name, mediaType, size, latin }: StoredFile): Promise<void> {
  await publishFile(tx, { hash, name, mediaType, size })
  if (latin) await publishFile(tx, { name, mediaType, ...latin })
}

/** Closes it again, in both scripts; its bytes stay. */
export async function closeFile(tx: Tx, { hash, name, latin }: StoredFile): Promise<void> {
  await unpublishFile(tx, { hash, name })
  if (latin) await unpublishFile(tx, { hash: latin.hash, name })
}

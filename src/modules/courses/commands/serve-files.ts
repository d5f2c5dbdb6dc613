import { basename, extname } from 'node:path'
import { text } from 'node:stream/consumers'
import { toLatin } from '@putokaz/serbian'
import type { App } from '#platform/app.ts'
import type { BlobHash } from '#platform/blobs.ts'
import type { Tx } from '#platform/db.ts'
import { publishFile } from '#platform/http/files.ts'
import type { ServedFile } from '../domain/written-text.ts'

const mediaTypes: Readonly<Record<string, string>> = {
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.pdf': 'application/pdf',
  '.mp4': 'video/mp4',
  '.webm': 'video/webm',
  '.vtt': 'text/vtt',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
}

/** Opens the files of a course to everybody and says where they are served. A drawing with Cyrillic words is kept in Latin too. */
export async function serveFiles(app: App, tx: Tx, files: ReadonlyMap<string, BlobHash>): Promise<Record<string, ServedFile>> {
  const served: Record<string, ServedFile> = {}
  for (const [path, hash] of files) served[path] = await serveFile(app, tx, path, hash)
  return served
}

async function serveFile(app: App, tx: Tx, path: string, hash: BlobHash): Promise<ServedFile> {
  const name = basename(path)
  const mediaType = mediaTypes[extname(name).toLowerCase()] ?? 'application/octet-stream'
  const size = await app.blobs.size(hash)
  if (size === undefined) throw new Error('a file of a course is not among the blobs')
  const href = await publishFile(tx, { hash, name, mediaType, size })
  if (mediaType !== 'image/svg+xml') return { href, size }
  const drawing = await text(app.blobs.read(hash))
  const latin = latinDrawing(drawing)
  if (latin === drawing) return { href, size, ...measures(drawing) }
  const bytes = Buffer.from(latin)
  const inLatin = await publishFile(tx, { hash: await app.blobs.keep(bytes), name, mediaType, size: bytes.length })
  return { href, latin: inLatin, size, ...measures(drawing) }
}

/** The words between the tags of a drawing in the other script. */
function latinDrawing(svg: string): string {
  return svg.replaceAll(/>[^<>]+</g, (words) => toLatin(words)).replaceAll('lang="sr-Cyrl"', 'lang="sr-Latn"')
}

/** Width and height, so that nothing jumps when the drawing arrives. */
function measures(svg: string): { width?: number; height?: number } {
  const [, width, height] = /viewBox="[\d.-]+[ ,]+[\d.-]+[ ,]+([\d.]+)[ ,]+([\d.]+)"/.exec(svg) ?? []
  return width && height ? { width: Math.round(Number(width)), height: Math.round(Number(height)) } : {}
}

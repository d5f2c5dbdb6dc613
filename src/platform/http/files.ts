/** Public files: what was published with content. Private blobs have no row here, so their hash opens nothing. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { filePath } from '#kernel/file-path.ts'
import type { App } from '../app.ts'
import type { BlobHash } from '../blobs.ts'
import type { Config } from '../config.ts'
import { type Db, reading, type Tx, writing } from '../db.ts'

export interface PublicFile {
  readonly hash: BlobHash
  /** As it is offered for saving: ASCII letters, digits, dot and dash. */
  readonly name: string
  readonly mediaType: string
  readonly size: number
  /** Somebody sent it to a running centre; where there is a second host name, it is served from there alone. */
  readonly uploaded?: true
}

interface PublicFileTables {
  public_file: { hash: string; name: string; media_type: string; size: number; uploaded: boolean }
}

/** Opens a kept blob to everybody; returns its path below the files address. */
export async function publishFile(tx: Tx, file: PublicFile): Promise<string> {
  await writing<PublicFileTables>(tx)
    .insertInto('public_file')
    .values({ hash: file.hash, name: file.name, media_type: file.mediaType, size: file.size, uploaded: file.uploaded === true })
    .onConflict((conflict) => conflict.columns(['hash', 'name']).doNothing())
    .execute()
  return filePath(file)
}

/** Closes an address of a kept blob; the blob stays. */
export async function unpublishFile(tx: Tx, { hash, name }: { hash: string; name: string }): Promise<void> {
  await writing<PublicFileTables>(tx).deleteFrom('public_file').where('hash', '=', hash).where('name', '=', name).execute()
}

/** The whole address of an uploaded file: on the content host where there is one. */
export function fileAddress({ contentUrl }: Config, file: { hash: string; name: string }): string {
  return contentUrl ? new URL(filePath(file), contentUrl).href : filePath(file)
}

async function publicFile(db: Db, hash: string, name: string): Promise<PublicFile | undefined> {
  const row = await reading<PublicFileTables>(db).selectFrom('public_file').selectAll().where('hash', '=', hash).where('name', '=', name).executeTakeFirst()
  return row && { hash: row.hash, name: row.name, mediaType: row.media_type, size: row.size, ...(row.uploaded && { uploaded: true }) }
}

const address = /^\/files\/([0-9a-f]{64})\/([A-Za-z0-9._-]{1,120})$/
const picture = /^image\//

/**
 * Answers `GET /files/<hash>/<name>`. Where there is a second host name, anything but a picture of the content is sent there.
 * Everything is sandboxed; only pictures are shown in place, all else is saved.
 */
export async function answerFile(app: App, request: IncomingMessage, response: ServerResponse, onContentHost: boolean): Promise<void> {
  const path = (request.url ?? '').split('?')[0] ?? ''
  const [, hash = '', name = ''] = address.exec(path) ?? []
  if (request.method !== 'GET' && request.method !== 'HEAD') return plain(response, 405)
  const file = hash === '' ? undefined : await publicFile(app.db, hash, name)
  if (!file) return plain(response, 404)
  const stays = picture.test(file.mediaType) && file.uploaded !== true
  if (!onContentHost && app.config.contentUrl && !stays) return sendElsewhere(response, new URL(path, app.config.contentUrl))
  setFileHeaders(response, file, { onContentHost, ...app.config })
  if (request.method === 'HEAD') response.end()
  else await pipeline(app.blobs.read(file.hash), response)
}

function sendElsewhere(response: ServerResponse, place: URL): void {
  response.writeHead(302, { location: place.href })
  response.end()
}

function setFileHeaders(
  response: ServerResponse,
  file: PublicFile,
  { onContentHost, publicUrl }: Pick<Config, 'publicUrl'> & { onContentHost: boolean },
): void {
  const shown = picture.test(file.mediaType)
  response.setHeader('content-security-policy', `sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'`)
  response.setHeader('cache-control', 'public, max-age=31536000, immutable')
  response.setHeader('content-type', file.mediaType)
  response.setHeader('content-length', file.size)
  response.setHeader('content-disposition', shown ? 'inline' : `attachment; filename="${file.name}"`)
  if (!onContentHost) return
  // A device that keeps a file reads its bytes, to see whether they are the right ones; only pages of the public address may.
  response.setHeader('access-control-allow-origin', publicUrl.origin)
  // Pages that show a picture may have another registrable domain than the content host; all else is only for saving.
  response.setHeader('cross-origin-resource-policy', shown ? 'cross-origin' : 'same-site')
}

export function plain(response: ServerResponse, status: number, text = ''): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' })
  response.end(text)
}

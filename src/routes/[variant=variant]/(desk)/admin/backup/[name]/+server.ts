import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { error } from '@sveltejs/kit'
import { noteDownload } from '../../../../../../backup/ask-backup.ts'
import { backupsIn } from '../../../../../../backup/status.ts'
import { whoMay } from '../../enter.ts'
import type { RequestHandler } from './$types'

/** By POST, since it leaves a line in the audit log, and no link that somebody sends may fetch everything. */
export const POST: RequestHandler = async (event) => {
  const actor = whoMay(event, 'run-centre')
  const { app } = event.locals
  const { folder } = app.config.backups
  const file = folder === undefined ? undefined : (await backupsIn(folder)).find(({ name }) => name === event.params.name)
  if (folder === undefined || !file) error(404)
  await noteDownload(app, actor.id, file.name)
  const bytes = createReadStream(join(folder, file.name))
  return new Response(Readable.toWeb(bytes) as ReadableStream, {
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': String(file.bytes),
      'content-disposition': `attachment; filename="${file.name}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': 'sandbox',
    },
  })
}

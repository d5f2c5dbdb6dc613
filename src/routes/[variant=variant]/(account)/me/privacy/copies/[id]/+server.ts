import { Readable } from 'node:stream'
import { error } from '@sveltejs/kit'
import { isUuid } from '#kernel/id.ts'
import { fetchExport } from '#modules/reports/index.ts'
import * as words from '#texts/generated/privacy.ts'
import { whoIsHere } from '../../../security/guard.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async (event) => {
  const { app, variant } = event.locals
  const { person } = whoIsHere(event)
  const { id } = event.params
  const found = isUuid(id) ? await fetchExport(app, { person: person.id, id }) : null
  if (!found) error(404)
  const name = `${words.exportFileName(variant === 'en' ? 'en' : 'sr-Latn')}-${found.day}.zip`
  const headers = { 'content-type': 'application/zip', 'content-length': String(found.size), 'content-disposition': `attachment; filename="${name}"` }
  return new Response(Readable.toWeb(found.bytes) as ReadableStream, { headers })
}

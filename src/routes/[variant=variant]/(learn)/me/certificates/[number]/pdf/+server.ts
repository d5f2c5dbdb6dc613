import { Readable } from 'node:stream'
import { error } from '@sveltejs/kit'
import { certificatePdf } from '#modules/certificates/index.ts'
import { whoLearns } from '../../../../enter.ts'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async (event) => {
  const { app, variant } = event.locals
  const file = await certificatePdf(app, { person: whoLearns(event).id, number: event.params.number, variant })
  if (!file.ok) error(404)
  const { name, size, bytes } = file.value
  const headers = { 'content-type': 'application/pdf', 'content-length': String(size), 'content-disposition': `attachment; filename="${name}"` }
  return new Response(Readable.toWeb(bytes) as ReadableStream, { headers })
}

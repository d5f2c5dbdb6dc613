import { error } from '@sveltejs/kit'
import { isViewOpen } from '#modules/audit/index.ts'
import { needsReason } from '#modules/people/index.ts'
import { whoMay } from '../../../admin/enter.ts'
import { askedIn, questionFor } from '../question.ts'
import { mayName, view } from '../view.ts'
import type { RequestHandler } from './$types'
import { exportRecords, isExportFormat } from './export-records.ts'

/** By POST: taking records away is an act, which is noted. Names go along only while they are open. */
export const POST: RequestHandler = async (event) => {
  const actor = whoMay(event, 'read-records')
  const { app } = event.locals
  const isOpen = await isViewOpen(app, { by: actor.id, view: view.name })
  if (!isOpen && needsReason(actor, 'read-records')) error(404)
  const format = (await event.request.formData()).get('format') ?? 'ndjson'
  if (!isExportFormat(format)) error(400)
  const named = isOpen && mayName(actor)
  const question = await questionFor(app, askedIn(event.url.searchParams), { named })
  const { body, type } = await exportRecords(app, { actor, question, named, format })
  const name = `records-${app.now().toISOString().slice(0, 10)}.${format}`
  return new Response(body, { headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` } })
}

import { error } from '@sveltejs/kit'
import { exportAudit } from '../../../../../../running/audit-export.ts'
import { reasonsToGive } from '../../../reason.ts'
import { whoMay } from '../../enter.ts'
import { askedIn, filterFor } from '../filter.ts'
import { view } from '../names.ts'
import type { RequestHandler } from './$types'

/** By POST: taking the log away is an act, which is noted. It holds the ids of people, so an auditor gives her reason first. */
export const POST: RequestHandler = async (event) => {
  const actor = whoMay(event, 'read-audit')
  if (await reasonsToGive(event, actor, view)) error(404)
  const { app } = event.locals
  const filter = await filterFor(app, askedIn(event.url.searchParams))
  const name = `audit-${app.now().toISOString().slice(0, 10)}.csv`
  const headers = { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${name}"` }
  return new Response(await exportAudit(app, { actor, filter }), { headers })
}

import { error } from '@sveltejs/kit'
import { insightReasons, isViewOpen } from '#modules/audit/index.ts'
import { needsReason } from '#modules/people/index.ts'
import { openStatement } from '#modules/records/index.ts'
import { whoMay } from '../../../admin/enter.ts'
import { giveReason } from '../../../reason.ts'
import { mayName, view } from '../view.ts'
import type { Actions, PageServerLoad } from './$types'
import { shownRecord } from './shown-record.ts'

export const load: PageServerLoad = async (event) => {
  const reader = whoMay(event, 'read-records')
  const { app, variant } = event.locals
  const found = await openStatement(app, event.params.id)
  if (!found) error(404)
  const isOpen = await isViewOpen(app, { by: reader.id, view: view.name })
  if (!isOpen && needsReason(reader, 'read-records')) return { reasons: insightReasons, record: null }
  const reasons = !isOpen && mayName(reader) ? insightReasons : null
  return { reasons, record: await shownRecord(app, found, { named: isOpen && mayName(reader), variant }) }
}

export const actions: Actions = {
  reason: (event) => giveReason(event, whoMay(event, 'read-records'), view),
}

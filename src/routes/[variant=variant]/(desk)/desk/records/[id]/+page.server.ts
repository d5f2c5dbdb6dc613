import { error } from '@sveltejs/kit'
import { isViewOpen } from '#modules/audit/index.ts'
import { needsReason } from '#modules/people/index.ts'
import { openStatement } from '#modules/records/index.ts'
import { whoMay } from '../../../admin/enter.ts'
import { mayName, view } from '../view.ts'
import type { PageServerLoad } from './$types'
import { shownRecord } from './shown-record.ts'

/** Who needs a reason, for names or for all of it, gives it on the list. */
export const load: PageServerLoad = async (event) => {
  const reader = whoMay(event, 'read-records')
  const { app, variant } = event.locals
  const found = await openStatement(app, event.params.id)
  if (!found) error(404)
  const isOpen = await isViewOpen(app, { by: reader.id, view: view.name })
  if (!isOpen && needsReason(reader, 'read-records')) return { mayOpen: true, record: null }
  return { mayOpen: !isOpen && mayName(reader), record: await shownRecord(app, found, { named: isOpen && mayName(reader), variant }) }
}

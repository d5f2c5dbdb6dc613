import { error } from '@sveltejs/kit'
import { insightReasons, isViewOpen } from '#modules/audit/index.ts'
import { needsReason } from '#modules/people/index.ts'
import { nameless, openStatement } from '#modules/records/index.ts'
import { clockOf } from '../../../admin/clock.ts'
import { whoMay } from '../../../admin/enter.ts'
import { giveReason } from '../../../reason.ts'
import { authorityNames, inLanguage, objectSaid, signing, verbSaid, whoIn } from '../said.ts'
import { mayName, view } from '../view.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const reader = whoMay(event, 'read-records')
  const { app, variant } = event.locals
  const found = await openStatement(app, event.params.id)
  if (!found) error(404)
  const isOpen = await isViewOpen(app, { by: reader.id, view: view.name })
  if (!isOpen && needsReason(reader, 'read-records')) return { reasons: insightReasons, record: null }
  const named = isOpen && mayName(reader)
  const statement = named ? found.statement : nameless(found.statement, { homePage: app.activityBase, sign: signing(app) })
  const who = (await whoIn(app, [found], { named, variant }))(found)
  const { timestamp, result, context, object } = found.statement
  const by = (await authorityNames(app, variant)).find(({ value }) => value === found.authority)
  return {
    reasons: !isOpen && mayName(reader) ? insightReasons : null,
    record: {
      id: found.id,
      who,
      verb: verbSaid(statement, variant),
      verbId: statement.verb.id,
      what: objectSaid(app, statement, variant),
      activity: 'id' in object && (object.objectType === undefined || object.objectType === 'Activity') ? object.id : null,
      at: clockOf(timestamp === undefined ? found.stored : new Date(timestamp)),
      stored: clockOf(found.stored),
      by: { value: found.authority, label: by?.label ?? found.authority },
      registration: context?.registration ?? null,
      success: result?.success ?? null,
      points: result?.score?.raw === undefined ? null : { raw: String(result.score.raw), most: String(result.score.max ?? '') },
      voided: found.voided,
      voidings: found.voidings,
      voids: found.voids,
      refersTo: found.voids === null ? found.refersTo : null,
      attachments: found.attachments.map(({ display, ...one }) => ({ ...one, name: inLanguage(display, variant) ?? one.usageType })),
      json: JSON.stringify(statement, null, 2),
    },
  }
}

export const actions: Actions = {
  reason: (event) => giveReason(event, whoMay(event, 'read-records'), view),
}

import type { Activity, Statement } from '@putokaz/xapi'
import type { Variant } from '#kernel/localized.ts'
import { nameless, type OpenedStatement } from '#modules/records/index.ts'
import type { App } from '#platform/app.ts'
import * as words from '#texts/generated/record-desk.ts'
import { standing } from '../../../../(read)/said.ts'
import { clockOf } from '../../../admin/clock.ts'
import { authorityNames, inLanguage, objectsIn, signing, verbSaid, whoIn } from '../said.ts'

/** One record for the page: its sentence, its facts, and all of it as it is kept. */
export async function shownRecord(app: App, found: OpenedStatement, { named, variant }: { named: boolean; variant: Variant }) {
  const statement = named ? found.statement : nameless(found.statement, { homePage: app.activityBase, sign: signing(app) })
  const who = await whoIn(app, [found], { named, variant })
  const by = (await authorityNames(app, variant)).find(({ value }) => value === found.authority)
  const [verb, what] = [verbSaid(statement, variant), (await objectsIn(app, [statement], variant))(statement)]
  const { timestamp, context } = statement
  return {
    id: found.id,
    who: who(found),
    title: standing({ text: words.sentence(variant, { verb, what }) }).text,
    verb,
    verbId: statement.verb.id,
    what,
    activity: activityIn(statement),
    at: clockOf(timestamp === undefined ? found.stored : new Date(timestamp)),
    stored: clockOf(found.stored),
    by: { value: found.authority, label: by?.label ?? found.authority },
    registration: context?.registration ?? null,
    ...outcomeOf(statement),
    voided: found.voided,
    voidings: found.voidings,
    voids: found.voids,
    refersTo: found.voids === null ? found.refersTo : null,
    attachments: found.attachments.map(({ display, ...one }) => ({ ...one, name: inLanguage(display, variant) ?? one.usageType })),
    json: JSON.stringify(statement, null, 2),
  }
}

function activityIn({ object }: Statement): string | null {
  return object.objectType === undefined || object.objectType === 'Activity' ? (object as Activity).id : null
}

function outcomeOf({ result }: Statement) {
  const { raw, max } = result?.score ?? {}
  return { success: result?.success ?? null, points: raw === undefined ? null : { raw: String(raw), most: String(max ?? '') } }
}

import { insightReasons, isViewOpen } from '#modules/audit/index.ts'
import { needsReason } from '#modules/people/index.ts'
import { exploreStatements, placeFrom, placeText } from '#modules/records/index.ts'
import { clockOf } from '../../admin/clock.ts'
import { whoMay } from '../../admin/enter.ts'
import { giveReason } from '../../reason.ts'
import type { Actions, PageServerLoad } from './$types'
import { askedIn, queryOf, questionFor } from './question.ts'
import { authorityNames, objectsIn, verbOptions, verbSaid, whoIn } from './said.ts'
import { mayName, view } from './view.ts'

const most = 50

export const load: PageServerLoad = async (event) => {
  const reader = whoMay(event, 'read-records')
  const { app, variant } = event.locals
  const params = event.url.searchParams
  const isOpen = await isViewOpen(app, { by: reader.id, view: view.name })
  if (!isOpen && needsReason(reader, 'read-records')) return { reasons: insightReasons, list: null }
  const named = isOpen && mayName(reader)
  const asked = askedIn(params)
  const found = await exploreStatements(app, await questionFor(app, asked, { named }), { after: placeFrom(params.get('after')), most: most + 1 })
  const shown = found.slice(0, most)
  const [who, authorities] = [await whoIn(app, shown, { named, variant }), await authorityNames(app, variant)]
  const statements = shown.map(({ statement }) => statement)
  const what = await objectsIn(app, statements, variant)
  const last = found.length > most ? shown.at(-1) : undefined
  const questions = queryOf(asked)
  const verbs = verbOptions(variant)
  return {
    /** Names can be opened by giving a reason. */
    reasons: !isOpen && mayName(reader) ? insightReasons : null,
    list: {
      asked,
      named,
      authorities,
      verbs: asked.verb === '' || verbs.some(({ value }) => value === asked.verb) ? verbs : [...verbs, { value: asked.verb, label: asked.verb }],
      rows: shown.map((one) => ({
        id: one.id,
        stored: clockOf(one.stored),
        who: who(one),
        verb: verbSaid(one.statement, variant),
        what: what(one.statement),
        by: authorities.find(({ value }) => value === one.authority)?.label ?? one.authority,
        voided: one.voided,
      })),
      questions: questions.toString(),
      isFirst: !params.has('after'),
      next: last && new URLSearchParams([...questions, ['after', placeText(last)]]).toString(),
    },
  }
}

export const actions: Actions = {
  reason: (event) => giveReason(event, whoMay(event, 'read-records'), view),
}

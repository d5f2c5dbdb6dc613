import { error, fail } from '@sveltejs/kit'
import { isUuid } from '#kernel/id.ts'
import { codesBelow, endFocalPoint, focalPoints, nameFocalPoint } from '#modules/institutions/index.ts'
import { cardsByLogin, cardsOf, scopesFor } from '#modules/people/index.ts'
import * as words from '#texts/generated/institutions.ts'
import { whoMay } from '../../enter.ts'
import { choices } from '../fields.ts'
import { refusedForm, refusedWith, toldAt } from '../outcome.ts'
import { answerTenure, trimmedIn, undoTenureOf } from '../tenure-answers.ts'
import { tenureLines } from '../tenure-lines.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { app, variant } = event.locals
  const reach = scopesFor(whoMay(event, 'edit-institutions'), 'edit-institutions')
  const places = new Set(await codesBelow(app.db, reach))
  const from = await choices(app.db, variant)
  const points = await focalPoints(app.db, reach)
  const cards = new Map((await cardsOf(app.db, [...new Set(points.map(({ person }) => person))])).map((card) => [card.id, card]))
  const placeName = (code: string) => from.institutions.find(({ value }) => value === code)?.label ?? code
  return {
    told: toldAt(event.url, variant),
    places: from.institutions.filter(({ value }) => places.has(value)),
    points: points.map(({ id, person, place, duty, from: since, to }) => ({
      ...{ id, duty, from: since, to },
      name: cards.get(person)?.displayName ?? '',
      login: cards.get(person)?.login ?? '',
      place: placeName(place),
      runs: to === undefined || to >= app.now().toISOString().slice(0, 10),
    })),
    history: await tenureLines(app, 'focal-point', reach, { variant, place: placeName, post: placeName }),
  }
}

export const actions: Actions = {
  name: async (event) => {
    const { app, variant } = event.locals
    const by = whoMay(event, 'edit-institutions')
    const typed = trimmedIn(await event.request.formData(), ['login', 'place', 'duty', 'from', 'to'])
    const { login = '', place = '', duty = '', from = '', to = '' } = typed
    const [card] = await cardsByLogin(app.db, [login.toLowerCase()])
    if (!card) return fail(400, refusedForm('name', typed, [{ field: 'login', rule: login === '' ? 'missing' : 'unknown' }], variant))
    if (card.id === by.id) return fail(400, refusedWith('name', typed, words.focalSelf(variant)))
    const given = { by, person: card.id, place, duty: duty === 'alternate' ? ('alternate' as const) : ('focal-point' as const), from, ...(to !== '' && { to }) }
    const named = await app.db.transact((tx) => nameFocalPoint(app, tx, given), { commandId: app.newId() })
    return answerTenure(event, 'focal-point', { form: 'name', typed, told: 'named' }, named)
  },
  end: async (event) => {
    const { app } = event.locals
    const by = whoMay(event, 'edit-institutions')
    const typed = trimmedIn(await event.request.formData(), ['id', 'to'])
    const { id = '', to = '' } = typed
    if (!isUuid(id)) error(404)
    const ended = await app.db.transact((tx) => endFocalPoint(app, tx, { by, id, to }), { commandId: app.newId() })
    return answerTenure(event, 'focal-point', { form: `end-${id}`, typed, told: 'over' }, ended)
  },
  undo: (event) => undoTenureOf(event, 'focal-point'),
}

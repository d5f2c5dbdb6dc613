import { error, fail } from '@sveltejs/kit'
import { isUuid } from '#kernel/id.ts'
import { allPosts, codesBelow, endPosting, postingsIn, postPerson, sayPost } from '#modules/institutions/index.ts'
import { cardsByLogin, cardsOf, scopesFor } from '#modules/people/index.ts'
import { sayingIn } from '../../../../(read)/said.ts'
import { whoMay } from '../../enter.ts'
import { choices } from '../fields.ts'
import { refusedForm, toldAt } from '../outcome.ts'
import { answerTenure, trimmedIn, undoTenureOf } from '../tenure-answers.ts'
import { tenureLines } from '../tenure-lines.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { app, variant } = event.locals
  const person = whoMay(event, 'edit-institutions')
  const reach = scopesFor(person, 'edit-institutions')
  const places = new Set(await codesBelow(app.db, reach))
  const asked = event.url.searchParams.get('place') ?? ''
  const place = places.has(asked) ? asked : ''
  const [from, posts] = [await choices(app.db, variant), await allPosts(app.db)]
  const postings = await postingsIn(app.db, reach, place === '' ? undefined : place)
  const cards = new Map((await cardsOf(app.db, [...new Set(postings.map((one) => one.person))])).map((card) => [card.id, card]))
  const say = sayingIn(variant)
  const postOptions = posts.map(({ code, name }) => ({ value: code, label: say(name).text }))
  const nameOf = (options: readonly { value: string; label: string }[], code: string) => options.find(({ value }) => value === code)?.label ?? code
  return {
    told: toldAt(event.url, variant),
    place,
    places: from.institutions.filter(({ value }) => places.has(value)),
    posts: postOptions,
    postings: postings.map(({ id, person: who, post, place: at, from: since, to }) => ({
      id,
      name: cards.get(who)?.displayName ?? '',
      login: cards.get(who)?.login ?? '',
      post: post === null ? null : nameOf(postOptions, post),
      place: nameOf(from.institutions, at),
      from: since,
      to,
      runs: to === undefined || to >= app.now().toISOString().slice(0, 10),
    })),
    history: await tenureLines(app, 'posting', place === '' ? reach : [place], {
      variant,
      place: (code) => nameOf(from.institutions, code),
      post: (code) => nameOf(postOptions, code),
    }),
  }
}

export const actions: Actions = {
  post: async (event) => {
    const { app, variant } = event.locals
    const by = whoMay(event, 'edit-institutions')
    const form = await event.request.formData()
    const typed = trimmedIn(form, ['login', 'post', 'place', 'from', 'to', 'moves'])
    const { login = '', post = '', place = '', from = '', to = '', moves = '' } = typed
    const [card] = await cardsByLogin(app.db, [login.toLowerCase()])
    if (!card) return fail(400, refusedForm('post', typed, [{ field: 'login', rule: login === '' ? 'missing' : 'unknown' }], variant))
    const given = { by, person: card.id, post, place, from, ...(to !== '' && { to }), moves: moves === 'yes' }
    const posted = await app.db.transact((tx) => postPerson(app, tx, given), { commandId: app.newId() })
    return answerTenure(event, 'posting', { form: 'post', typed, told: 'posted' }, posted)
  },
  end: async (event) => {
    const { app } = event.locals
    const by = whoMay(event, 'edit-institutions')
    const typed = trimmedIn(await event.request.formData(), ['id', 'to'])
    const { id = '', to = '' } = typed
    if (!isUuid(id)) error(404)
    const ended = await app.db.transact((tx) => endPosting(app, tx, { by, id, to }), { commandId: app.newId() })
    return answerTenure(event, 'posting', { form: `end-${id}`, typed, told: 'ended' }, ended)
  },
  say: async (event) => {
    const { app } = event.locals
    const by = whoMay(event, 'edit-institutions')
    const typed = trimmedIn(await event.request.formData(), ['id', 'post'])
    const { id = '', post = '' } = typed
    if (!isUuid(id)) error(404)
    const said = await app.db.transact((tx) => sayPost(app, tx, { by, id, post }), { commandId: app.newId() })
    return answerTenure(event, 'posting', { form: `say-${id}`, typed, told: 'said' }, said)
  },
  undo: (event) => undoTenureOf(event, 'posting'),
}

import { error, fail, redirect } from '@sveltejs/kit'
import { isUuid } from '#kernel/id.ts'
import type { Result } from '#kernel/result.ts'
import { allPosts, codesBelow, endPosting, type PostingRefusal, postingsIn, postPerson, sayPost, undoTenure } from '#modules/institutions/index.ts'
import { cardsByLogin, cardsOf, scopesFor } from '#modules/people/index.ts'
import { address } from '#ui/address.ts'
import { sayingIn } from '../../../../(read)/said.ts'
import { whoMay } from '../../enter.ts'
import { choices, typedIn } from '../fields.ts'
import { refusedForm, refusedWith, type Told, tenureUndoText, toldAt } from '../outcome.ts'
import { tenureLines } from '../tenure-lines.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

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
    return answer(event, { form: 'post', typed, told: 'posted' }, posted)
  },
  end: async (event) => {
    const { app } = event.locals
    const by = whoMay(event, 'edit-institutions')
    const typed = trimmedIn(await event.request.formData(), ['id', 'to'])
    const { id = '', to = '' } = typed
    if (!isUuid(id)) error(404)
    const ended = await app.db.transact((tx) => endPosting(app, tx, { by, id, to }), { commandId: app.newId() })
    return answer(event, { form: `end-${id}`, typed, told: 'ended' }, ended)
  },
  say: async (event) => {
    const { app } = event.locals
    const by = whoMay(event, 'edit-institutions')
    const typed = trimmedIn(await event.request.formData(), ['id', 'post'])
    const { id = '', post = '' } = typed
    if (!isUuid(id)) error(404)
    const said = await app.db.transact((tx) => sayPost(app, tx, { by, id, post }), { commandId: app.newId() })
    return answer(event, { form: `say-${id}`, typed, told: 'said' }, said)
  },
  undo: async (event) => {
    const { app, variant } = event.locals
    const by = whoMay(event, 'edit-institutions')
    const { change = '' } = trimmedIn(await event.request.formData(), ['change'])
    const undone = isUuid(change) ? await undoTenure(app, { by, kind: 'posting', id: change }) : null
    if (undone?.ok) redirect(303, address(variant, '/admin/institutions/people?done=undone'))
    if (!undone || undone.refusal === 'not-allowed') error(404)
    return fail(409, refusedWith('undo', {}, tenureUndoText(undone.refusal, variant)))
  },
}

interface Sent {
  readonly form: string
  readonly typed: Readonly<Record<string, string>>
  readonly told: Told
}

/** Who may not, learns no more than that there is nothing. */
function answer(event: RequestEvent, { form, typed, told }: Sent, outcome: Result<unknown, PostingRefusal>) {
  if (outcome.ok) redirect(303, address(event.locals.variant, `/admin/institutions/people?done=${told}`))
  if (outcome.refusal.reason === 'not-allowed') error(404)
  return fail(400, refusedForm(form, typed, outcome.refusal.faults, event.locals.variant))
}

function trimmedIn(form: FormData, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(typedIn(form, names)).map(([name, text]) => [name, text.trim()]))
}

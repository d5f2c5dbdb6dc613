import { toLatin } from '@putokaz/serbian'
import { error, fail, type RequestEvent, redirect } from '@sveltejs/kit'
import { isUuid } from '#kernel/id.ts'
import { choose } from '#kernel/localized.ts'
import { renewable, renewCode } from '#modules/institutions/index.ts'
import { grantAttempt, nominate, withdrawNomination } from '#modules/learning/index.ts'
import { testName } from '#modules/learning/ui/test-name.ts'
import { maySomewhere, type SignedIn } from '#modules/people/index.ts'
import { whoMay } from '../../admin/enter.ts'
import { slipsOf } from '../../admin/people/slips.ts'
import { giveReason, reasonsToGive } from '../../reason.ts'
import type { Actions, PageServerLoad } from './$types'
import { nameOf, placeNames, stateName, validityWords } from './said.ts'
import { filterFrom, type Row, standingList, states, waitingFor } from './standing-list.ts'
import { view } from './view.ts'

const onOnePage = 50

export const load: PageServerLoad = async (event) => {
  const { app, variant } = event.locals
  const person = whoMay(event, 'see-standing')
  const reasons = await reasonsToGive(event, person, view)
  if (reasons) return { reasons, list: null }
  const filter = filterFrom(event.url.searchParams, variant)
  const [list, names] = [await standingList(app, person, filter), await placeNames(app, person, variant)]
  const last = Math.max(1, Math.ceil(list.rows.length / onOnePage))
  const at = Math.min(last, Math.max(1, Number(event.url.searchParams.get('page')) || 1))
  const shown = list.rows.slice((at - 1) * onOnePage, at * onOnePage)
  const ids = shown.map(({ id }) => id)
  const [waiting, codes] = [await waitingFor(app, person, list.course, ids), await renewable(app, person, ids)]
  const title = (text: Parameters<typeof choose>[0]) => choose(text, variant, toLatin)
  const line = (row: Row) => ({
    id: row.id,
    name: nameOf(row, variant),
    places: row.places.map(({ post, place }) => ({ post: names.post(post), place: names.place(place) })),
    nominatedOn: row.nominatedOn ?? null,
    startedOn: row.startedOn ?? null,
    completedOn: row.completedOn ?? null,
    validity: validityWords(row, variant),
    until: row.validity?.until ?? null,
    mayGetCode: codes.has(row.id),
    waiting: waiting.filter((one) => one.person === row.id).map(({ test }) => ({ test, name: testName(variant, test), id: app.newId() })),
  })
  return {
    reasons: null,
    list: {
      filter: { ...filter, course: list.course?.code ?? '' },
      courses: list.courses.map((course) => ({ value: course.code, label: title(course.title).text })),
      course: list.course && title(list.course.title),
      places: names.choices,
      states: states.map((value) => ({ value, label: stateName(value, variant) })),
      rows: shown.map(line),
      found: list.rows.length,
      all: list.all,
      at,
      last,
      mayNominate: list.course !== null && maySomewhere(person, 'nominate-people'),
    },
    done: event.url.searchParams.get('done'),
  }
}

export const actions: Actions = {
  reason: (event) => giveReason(event, whoMay(event, 'see-standing'), view),

  async nominate(event) {
    const by = whoMay(event, 'nominate-people')
    const form = await event.request.formData()
    const people = form.getAll('person').map(String)
    if (people.length === 0) return fail(400, { fault: 'nobody-chosen' as const })
    const nominated = await nominate(event.locals.app, { by, course: text(form, 'course'), people })
    if (!nominated.ok) error(404)
    back(event, form, 'nominated')
  },

  async withdraw(event) {
    const by = whoMay(event, 'nominate-people')
    const form = await event.request.formData()
    const taken = await withdrawNomination(event.locals.app, { by, course: text(form, 'course'), person: text(form, 'person') })
    if (!taken.ok) error(404)
    back(event, form, 'withdrawn')
  },

  async grant(event) {
    const by: SignedIn = whoMay(event, 'grant-attempts')
    const form = await event.request.formData()
    const [person, id] = [text(form, 'person'), text(form, 'id')]
    const given = { by, person, id: isUuid(id) ? id : event.locals.app.newId(), course: text(form, 'course'), test: text(form, 'test') }
    const granted = await grantAttempt(event.locals.app, given)
    if (!granted.ok && (granted.refusal === 'attempts-left' || granted.refusal === 'passed-already')) return fail(409, { fault: granted.refusal })
    if (!granted.ok) error(404)
    back(event, form, 'granted')
  },

  /** Shown in this answer alone: only what was derived from a code is kept. */
  async code(event) {
    const by = whoMay(event, 'renew-access-codes')
    const { app } = event.locals
    const printed = await renewCode(app, { by, person: text(await event.request.formData(), 'person') })
    if (printed.ok) return { slips: slipsOf({ app }, [printed.value]) }
    return printed.refusal === 'nobody' || printed.refusal === 'account-closed' ? error(404) : fail(409, { fault: 'no-code' as const })
  },
}

function text(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

/** To the list as it was, with a word on what was done. */
function back({ url }: RequestEvent, form: FormData, done: string): never {
  const kept = new URLSearchParams()
  for (const name of ['q', 'place', 'state', 'page']) if (text(form, name) !== '') kept.set(name, text(form, name))
  if (text(form, 'course') !== '') kept.set('course', text(form, 'course'))
  kept.set('done', done)
  redirect(303, `${url.pathname}?${kept}`)
}

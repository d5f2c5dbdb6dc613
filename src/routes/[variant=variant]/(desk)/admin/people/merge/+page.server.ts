import { fail, redirect } from '@sveltejs/kit'
import { isUuid } from '#kernel/id.ts'
import type { Variant } from '#kernel/localized.ts'
import { certificatesOf } from '#modules/certificates/index.ts'
import { learnerHome } from '#modules/learning/index.ts'
import { type DeskPerson, deskPeople, deskPerson, mergeCandidates, mergePeople } from '#modules/people/index.ts'
import { roleWords, stateWords } from '#modules/people/ui/role-words.ts'
import type { App } from '#platform/app.ts'
import * as words from '#texts/generated/people-desk.ts'
import { address } from '#ui/address.ts'
import { clockOf } from '../../clock.ts'
import { whoMay } from '../../enter.ts'
import { field, refused } from '../desk.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  whoMay(event, 'manage-people')
  const { app, variant } = event.locals
  const param = (name: string) => event.url.searchParams.get(name) ?? ''
  const person = async (id: string) => (isUuid(id) ? await deskPerson(app, id) : null)
  const [first, second] = [await person(param('a')), await person(param('b'))]
  const query = param('q').slice(0, 200)
  const found = query === '' ? [] : (await deskPeople(app.db, { query, role: null, state: null, page: 1 })).people
  const listed = query === '' && first ? await mergeCandidates(app.db, first) : found
  return {
    query,
    first: first && (await shown(app, first, variant)),
    second: second && (await shown(app, second, variant)),
    choices: listed
      .filter(({ id, state }) => id !== first?.id && state !== 'merged')
      .map(({ id, name, login, place }) => ({ id, name, about: [login === id ? words.noLogin(variant) : login, place].filter(Boolean).join(' · ') })),
  }
}

/** What an account has, so that two can be told apart: counts only, never what she answered. */
async function shown(app: App, person: DeskPerson, variant: Variant) {
  const [courses, certificates] = [(await learnerHome(app, person.id)).courses.length, (await certificatesOf(app.db, person.id, app.now())).length]
  return {
    id: person.id,
    name: person.name,
    login: person.login === person.id ? words.noLogin(variant) : person.login,
    place: person.place ?? words.noPlace(variant),
    state: stateWords[person.state](variant),
    roles: person.grants.map(({ role, scope }) => (scope === '' ? roleWords[role](variant) : `${roleWords[role](variant)} (${scope})`)).join(', '),
    createdAt: clockOf(person.createdAt),
    courses,
    certificates,
  }
}

export const actions: Actions = {
  default: async (event) => {
    const desk = whoMay(event, 'manage-people')
    const { app, variant } = event.locals
    const form = await event.request.formData()
    const [survivor, merged] = [field(form, 'survivor'), field(form, 'merged')]
    const outcome = isUuid(survivor) && isUuid(merged) ? await mergePeople(app, { desk, survivor, merged }) : ({ ok: false, refusal: 'nobody' } as const)
    if (!outcome.ok) return fail(409, { error: refused(outcome.refusal, variant) })
    redirect(303, address(variant, `/admin/people/${survivor}?done=merged`))
  },
}

import { deskPeople, personStates } from '#modules/people/index.ts'
import { roleWords, stateWords } from '#modules/people/ui/role-words.ts'
import { whoMay } from '../enter.ts'
import type { PageServerLoad } from './$types'
import { roleIn, roleOptions } from './desk.ts'

export const load: PageServerLoad = async (event) => {
  whoMay(event, 'manage-people')
  const { app, variant } = event.locals
  const { searchParams } = event.url
  const query = (searchParams.get('q') ?? '').slice(0, 200)
  const role = roleIn(searchParams.get('role') ?? '')
  const state = personStates.find((one) => one === searchParams.get('state')) ?? null
  const asked = Number(searchParams.get('page') ?? '1')
  const page = Number.isInteger(asked) && asked >= 1 && asked <= 100_000 ? asked : 1
  const found = await deskPeople(app.db, { query, role, state, page })
  return {
    ...{ query, role, state, page },
    total: found.total,
    pages: found.pages,
    roleOptions: roleOptions(variant),
    stateOptions: personStates.map((value) => ({ value, label: stateWords[value](variant) })),
    people: found.people.map(({ id, name, login, place, roles, state: now }) => ({
      ...{ id, name, place },
      login: login === id ? null : login,
      roles: roles.map((one) => roleWords[one](variant)),
      state: now,
      stateWord: stateWords[now](variant),
    })),
  }
}

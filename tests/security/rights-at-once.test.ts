/** SEC-06 (ASVS V8.3.2): a role taken, an account closed, a session ended act on every path within a second. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeRole, disablePerson } from '#modules/people/index.ts'
import { type InProcessCentre, inProcessCentre } from '../support/in-process-centre.ts'
import { addToCentre, institutionA } from '../support/posted-people.ts'
import { openSessions } from './matrix/actors.ts'
import { kindOf } from './matrix/answers.ts'
import { makeThings } from './matrix/things.ts'

let centre: InProcessCentre
beforeAll(async () => {
  centre = await inProcessCentre()
})
afterAll(() => centre.close())

interface Way {
  readonly path: string
  readonly method?: string
  readonly body?: string
}

const json = { 'content-type': 'application/json', accept: 'application/json' }

/** A person at work, and every kind of address that she reaches: pages, a form, a file, an API, the way in which devices send. */
async function atWork() {
  const { app } = centre
  const person = await addToCentre(app, { name: 'Марија Пример', roles: ['coordinator'], at: institutionA })
  const actor = { name: 'she', person }
  const things = await makeThings(app, [actor])
  const session = (await openSessions(app, [actor])).get('she')
  const attempt = things.of('open-attempt', actor).own?.given
  const note = JSON.stringify({ course: 'C01', unit: '1-1-medjunarodni-pojmovi', text: 'Белешка' })
  const ways: Way[] = [
    { path: '/sr/me' },
    { path: `/sr/attempts/${attempt?.['id']}` },
    { path: `/sr/me/certificates/${things.of('certificate', actor).own?.given['number']}/pdf` },
    { path: '/api/v1/learning/notes', method: 'PUT', body: note },
    { path: '/api/v1/learning/device', method: 'POST', body: JSON.stringify({ places: [], notes: [], bookmarks: [], answers: [], read: [] }) },
    { path: `/sr/attempts/${attempt?.['id']}`, method: 'POST', body: 'go=2' },
  ]
  const desk: Way[] = [
    { path: '/sr/desk/people' },
    { path: '/sr/desk/people/csv' },
    { path: '/sr/desk/codes' },
    { path: '/sr/desk/people?/nominate', method: 'POST', body: `person=${person.id}&course=C01` },
  ]
  const kinds = (asked: readonly Way[]) =>
    Promise.all(asked.map(async ({ path, ...way }) => kindOf(await centre.ask(path, { ...way, session, ...(path.startsWith('/api/') && { headers: json }) }))))
  return { person, ways, desk, kinds }
}

const all = (ways: readonly Way[], kind: string) => ways.map(() => kind)

describe('Within a second', () => {
  test('a role that was taken opens nothing any more, and what is hers stays hers', async () => {
    const { person, ways, desk, kinds } = await atWork()
    expect(await kinds([...ways, ...desk])).toEqual(all([...ways, ...desk], 'given'))
    const login = `${person.id}@primer.invalid`
    await changeRole(centre.app, { login, role: 'learner', grant: true })
    await changeRole(centre.app, { login, role: 'coordinator', grant: false })
    expect(await kinds(desk)).toEqual(all(desk, 'nothing'))
    expect(await kinds(ways)).toEqual(all(ways, 'given'))
  })

  test('a closed account is a visitor everywhere', async () => {
    const { person, ways, desk, kinds } = await atWork()
    await disablePerson(centre.app, `${person.id}@primer.invalid`)
    expect(await kinds(ways)).toEqual(all(ways, 'sign-in'))
    expect(await kinds(desk)).toEqual(all(desk, 'nothing'))
  })

  test('a session that was ended is a visitor everywhere', async () => {
    const { person, ways, desk, kinds } = await atWork()
    await centre.app.db.executeSql(`delete from session where person = '${person.id}'`)
    expect(await kinds(ways)).toEqual(all(ways, 'sign-in'))
    expect(await kinds(desk)).toEqual(all(desk, 'nothing'))
  })

  test('a role that holds from tomorrow, or held until yesterday, does not hold today', async () => {
    const { person, desk, kinds } = await atWork()
    for (const days of [`from_day = '2026-11-24', to_day = null`, `from_day = null, to_day = '2026-11-22'`]) {
      await centre.app.db.executeSql(`update role_grant set ${days} where person = '${person.id}'`)
      expect(await kinds(desk)).toEqual(all(desk, 'nothing'))
    }
  })
})

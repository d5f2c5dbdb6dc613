/**
 * SEC-05, SEC-38 (ASVS V8.2.3, V15.3.3, V15.3.6): every form and machine address of the matrix is sent fields that it never asked for. What
 * is not the sender's stays as it is, and no object learns a property for all.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type InProcessCentre, inProcessCentre } from '../../support/in-process-centre.ts'
import { addToCentre, institutionB } from '../../support/posted-people.ts'
import { times } from '../extent.ts'
import { access } from './access.ts'
import { type Actor, openSessions } from './actors.ts'
import { type Cell, cellsOf } from './cells.ts'
import { everyOperation } from './discover.ts'
import { makeThings, type Things } from './things.ts'

const writes = (await everyOperation()).filter(({ method, key }) => method !== 'GET' && access[key])
let centre: InProcessCentre
let learner: Actor
let victim: string
let things: Things
let born: string[]

beforeAll(async () => {
  centre = await inProcessCentre()
  learner = { name: 'learner', person: await addToCentre(centre.app, { name: 'Марија Пример' }) }
  victim = (await addToCentre(centre.app, { name: 'Ана Пробић', at: institutionB })).id
  things = await makeThings(centre.app, [learner])
  born = Object.getOwnPropertyNames(Object.prototype)
})
afterAll(() => centre.close())

/** What a form or a body may try to say besides what it is asked. */
function tooMuch(): Record<string, string> {
  const person = { role: 'admin', roles: 'admin', id: victim, person: victim, owner: victim, tenant: institutionB, scope: '', score: '1', points: '99' }
  const state = { passed: 'true', status: 'published', createdAt: '2020-01-01', created_at: '2020-01-01', disabled_at: '', authority: 'centre' }
  return { ...person, ...state, __proto__: '', '__proto__.polluted': 'yes', '__proto__[polluted]': 'yes', 'constructor.prototype.polluted': 'yes' }
}

const nested = `"__proto__":{"polluted":"yes","isAdmin":true},"constructor":{"prototype":{"polluted":"yes"}}`

/** The request with more in it; what the address asks for is said first, so that it is reached. */
function loaded({ operation, request: { path, asked } }: Cell): Parameters<InProcessCentre['ask']> {
  const query = `${path.includes('?') ? '&' : '?'}__proto__[polluted]=yes&constructor.prototype.polluted=yes`
  const added = Object.entries(tooMuch())
  if (operation.kind === 'machine') {
    const extra = JSON.stringify(Object.fromEntries(added.filter(([name]) => !(name in (access[operation.key]?.send ?? {})))))
    const body = `${(asked.body ?? '{}').replace(/\}$/, '')}${asked.body === '{}' ? '' : ','}${nested},${extra.slice(1)}`
    return [path + query, { ...asked, body }]
  }
  const form = new URLSearchParams(asked.body)
  for (const [name, value] of added) if (!form.has(name)) form.append(name, value)
  return [path + query, { ...asked, body: form.toString() }]
}

/** Rights, and all that is somebody else's. */
async function othersRows(): Promise<unknown> {
  const { app } = centre
  const own = learner.person?.id ?? ''
  const others = ['attempt', 'note', 'bookmark', 'reading_place', 'nomination', 'attempt_grant', 'posting', 'certificate'].map(
    (table) => `select '${table}', md5(coalesce(string_agg(t::text, '' order by t::text), '')) from ${table} t where person <> '${own}'`,
  )
  const people = `select 'person', md5(string_agg(t::text, '' order by t::text)) from person t where id <> '${own}'`
  const rights = `select 'role_grant', md5(string_agg(t::text, '' order by t::text)) from role_grant t`
  const herself = `select 'herself', concat(login, email, disabled_at, merged_into, sample, created_at) from person where id = '${own}'`
  const closed = things.of('closed-attempt', learner).own?.given['id']
  const result = `select 'result', concat(points, passed, started_at, handed_in_at) from attempt where id = '${closed}'`
  return (await app.db.executeSql([...others, people, rights, herself, result].join(' union all '))).rows
}

describe.each(writes)('$key', (operation) => {
  test('takes no field that it did not ask for', async () => {
    const session = (await openSessions(centre.app, [learner])).get('learner')
    const cells = cellsOf(operation, things, [learner]).filter(({ relation }) => relation === 'own' || relation === 'only' || relation === 'same')
    // What ends sessions or begins a test of her own is hers to do.
    const before = await othersRows()
    for (const cell of cells) {
      const [path, asked] = loaded(cell)
      const { status } = await centre.ask(path, { ...asked, session })
      expect(status, `${cell.relation}: ${status}`).toBeLessThan(500)
    }
    expect(await othersRows()).toEqual(before)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

test('no object is polluted, however often it is tried', async () => {
  const session = (await openSessions(centre.app, [learner])).get('learner')
  const cells = writes.flatMap((operation) => cellsOf(operation, things, [learner]).slice(0, 1)).filter(({ operation }) => operation.route !== '/sign-out')
  const often = times(10_000, 300)
  let sent = 0
  const work = async () => {
    for (let cell = cells[sent % cells.length]; cell && sent < often; cell = cells[sent % cells.length]) {
      sent++
      const [path, asked] = loaded(cell)
      await centre.ask(path, { ...asked, session })
    }
  }
  await Promise.all(Array.from({ length: 8 }, work))
  expect(sent).toBeGreaterThanOrEqual(often)
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(born)
})

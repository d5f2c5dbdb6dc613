/** A person of this centre in what other systems tell: they name her by her e-mail address, or by its sum. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PersonId } from '#kernel/id.ts'
import { addPerson } from '#modules/people/index.ts'
import { type StoreClient, storeClient, storeRoutes } from '../../../tests/support/record-store.ts'
import { type TestApp, testApp } from '../../../tests/support/test-app.ts'
import { personalData } from './index.ts'

let app: TestApp
let client: StoreClient

beforeAll(async () => {
  app = await testApp()
  client = await storeClient(app, storeRoutes(app))
})
afterAll(() => app.close())

async function aPerson({ confirmed = true } = {}): Promise<{ id: PersonId; email: string }> {
  const email = `marija-${app.newId()}@primer.test`
  const added = await addPerson(app, { email, name: 'Марија Пример', roles: ['learner'], variant: 'sr-Cyrl', sample: false })
  if (!added.ok) throw new Error(added.refusal)
  await app.db.executeSql(`update person set email_confirmed_at = ${confirmed ? 'now()' : 'null'} where id = '${added.value}'`)
  return { id: added.value as PersonId, email }
}
const sumOf = (email: string) => createHash('sha1').update(`mailto:${email}`).digest('hex')
const verb = { id: 'https://primer.test/verbs/answered' }
const object = { id: 'https://primer.test/things/1' }

async function tell(statement: object): Promise<string> {
  const id = app.newId()
  expect((await client.ask('/statements', { method: 'POST', body: { id, verb, object, ...statement } })).status).toBe(200)
  return id
}
async function exported(person: PersonId): Promise<string[]> {
  const parts = (await personalData.exported?.(app.db, person)) ?? []
  return parts.find(({ table }) => table === 'statement')?.rows.map(({ id }) => String(id)) ?? []
}
const erase = (person: PersonId) => app.db.transact(async (tx) => personalData.erase?.(app, tx, person))
const kept = async (id: string) => (await client.ask(`/statements?statementId=${id}`)).json() as Promise<Record<string, never>>
const by = async (agent: object) =>
  ((await (await client.ask(`/statements?related_agents=true&agent=${encodeURIComponent(JSON.stringify(agent))}`)).json()) as { statements: object[] })
    .statements.length

describe('What another system tells of a person by her address', () => {
  test('is in her copy, and nothing that is told of anybody else', async () => {
    const { id, email } = await aPerson()
    const hers = [await tell({ actor: { mbox: `mailto:${email}` } }), await tell({ actor: { mbox_sha1sum: sumOf(email) } })]
    await tell({ actor: { mbox: 'mailto:drugi@primer.test' }, context: { instructor: { mbox: `mailto:${email}` } } })
    expect((await exported(id)).toSorted()).toEqual(hers.toSorted())
  })

  test('is nobody’s once she is erased, and her answers are gone; the answers of those she taught stay', async () => {
    const { id, email } = await aPerson()
    const [mbox, sum] = [{ mbox: `mailto:${email}` }, { mbox_sha1sum: sumOf(email) }]
    const own = await tell({ actor: { name: 'Марија Пример', ...mbox }, result: { response: 'лично', success: true } })
    const taught = await tell({ actor: { mbox: 'mailto:drugi@primer.test' }, context: { instructor: sum }, result: { response: 'туђе' } })
    expect([await by(mbox), await by(sum)]).toEqual([1, 1])
    await erase(id)
    expect([await by(mbox), await by(sum)]).toEqual([0, 0])
    const [before, after] = [await kept(own), await kept(taught)]
    expect(JSON.stringify([before, after])).not.toContain(email)
    expect(JSON.stringify([before, after])).not.toContain(sumOf(email))
    expect(before).toMatchObject({ actor: { account: { homePage: app.activityBase } }, result: { success: true } })
    expect(JSON.stringify(before)).not.toMatch(/лично|Марија/)
    expect(after).toMatchObject({ result: { response: 'туђе' } })
  })

  test('is not given to who only says that the address is hers', async () => {
    const { id, email } = await aPerson({ confirmed: false })
    await tell({ actor: { mbox: `mailto:${email}` } })
    expect(await exported(id)).toEqual([])
    await erase(id)
    expect(await by({ mbox: `mailto:${email}` })).toBe(1)
  })

  test.each([
    ['the pair by which she signs in elsewhere', 'sub-17', (subject: string) => ({ account: { homePage: 'https://prijava.primer.test', name: subject } })],
    [
      'that pair, when it is an address',
      'https://primer.test/osoba/17',
      (subject: string) => ({ account: { homePage: 'https://prijava.primer.test', name: subject } }),
    ],
    ['the address that the other sign-in has for her', 'https://primer.test/osoba/18', (subject: string) => ({ openid: subject })],
  ])('is hers as well by %s, and by nobody else’s', async (_, subject, agent) => {
    const { id } = await aPerson()
    const other = await aPerson()
    const add = `insert into sign_on_link (issuer, subject, person, provider, linked_at) values ('https://prijava.primer.test', $1, $2, 'primer', now())`
    await app.db.executeSql(add, [subject, id])
    await app.db.executeSql(add, [`${subject}9`, other.id])
    const hers = await tell({ actor: agent(subject), result: { response: 'лично' } })
    const foreign = await tell({ actor: agent(`${subject}9`) })
    expect([await exported(id), await exported(other.id)]).toEqual([[hers], [foreign]])
    await erase(id)
    expect([await by(agent(subject)), await by(agent(`${subject}9`))]).toEqual([0, 1])
    expect(JSON.stringify(await kept(hers))).not.toMatch(/лично|prijava|osoba/)
  })
})

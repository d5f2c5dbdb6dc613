import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PersonId } from '#kernel/id.ts'
import { actorWith } from '../../../tests/support/actors.ts'
import { type Routes, type StoreClient, storeClient, storeRoutes } from '../../../tests/support/record-store.ts'
import { type TestApp, testApp } from '../../../tests/support/test-app.ts'
import { buildStatement, personalData, revokeClient, storeStatements } from './index.ts'

let app: TestApp
let routes: Routes
let client: StoreClient

beforeAll(async () => {
  app = await testApp()
  routes = storeRoutes(app)
  client = await storeClient(app, routes)
})
afterAll(() => app.close())

const said = <More extends object>(end: string, more?: More) => ({
  actor: { mbox: 'mailto:ana@primer.test' },
  verb: { id: `http://primer.test/verbs/${end}` },
  object: { id: `http://primer.test/things/${end}` },
  ...(more as More),
})
const post = (body: unknown, by = client) => by.ask('/statements', { method: 'POST', body })
const count = async (table: string) => ((await app.db.executeSql(`select count(*)::int as count from ${table}`)).rows as { count: number }[])[0]?.count ?? 0
const idsOf = async (answer: Response) => ((await answer.json()) as { statements: { id: string }[] }).statements.map(({ id }) => id)

describe('a statement under an id', () => {
  test('that comes again is accepted and changes nothing; another one is refused, with its batch', async () => {
    const first = said('once', { id: app.newId(), timestamp: '2026-11-20T08:00:00Z' })
    expect((await post(first)).status).toBe(200)
    expect((await post({ ...first, timestamp: '2026-11-20T09:00:00+01:00' })).status).toBe(200)
    const before = await count('statement')
    const answer = await post([said('innocent', { id: app.newId() }), { ...first, verb: { id: 'http://primer.test/verbs/other' } }])
    expect(answer.status).toBe(409)
    expect(await answer.json()).toMatchObject({ error: 'conflict', broken: [{ path: first.id, rule: expect.stringContaining('2.1.1') }] })
    expect(await count('statement')).toBe(before)
  })

  test('that comes again after the end of the month is known', async () => {
    const other = await testApp()
    const elsewhere = await storeClient(other, storeRoutes(other))
    const batch = [1, 2, 3].map((number) => said(`month-${number}`, { id: other.newId(), timestamp: '2026-11-20T08:00:00Z' }))
    expect((await post(batch, elsewhere)).status).toBe(200)
    other.pass(20 * 86_400_000)
    expect((await post(batch, elsewhere)).status).toBe(200)
    expect((await post([said('new', { id: other.newId() }), ...batch], elsewhere)).status).toBe(200)
    const { rows } = await other.db.executeSql('select tableoid::regclass::text as part, count(*)::int as count from statement group by 1 order by 1')
    expect(rows).toEqual([
      { part: 'statement_2026_11', count: 3 },
      { part: 'statement_2026_12', count: 1 },
    ])
    await other.close()
  })

  test('sent by twenty at once, in every order, is kept once, and nobody hears of a fault of the server', async () => {
    const batch = Array.from({ length: 8 }, (_, number) => said(`crowd-${number}`, { id: app.newId(), timestamp: '2026-11-20T08:00:00Z' }))
    const turned = (by: number) => [...batch.slice(by % 8), ...batch.slice(0, by % 8)]
    const before = await count('statement')
    const answers = await Promise.all(Array.from({ length: 20 }, (_, sender) => post(sender % 2 ? turned(sender) : turned(sender).reverse())))
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    expect(await count('statement')).toBe(before + batch.length)
  })
})

describe('a client', () => {
  test('is refused with its next request once it was turned away', async () => {
    const guest = await storeClient(app, routes)
    expect((await guest.ask('/statements?limit=1')).status).toBe(200)
    const actor = actorWith(['admin'], { id: app.newId() as PersonId })
    expect(await revokeClient(app, { actor, id: guest.id })).toMatchObject({ ok: true })
    expect((await guest.ask('/statements?limit=1')).status).toBe(401)
    expect(await revokeClient(app, { actor, id: guest.id })).toEqual({ ok: false, refusal: 'no-such-client' })
  })

  test('does what its scopes say and nothing else', async () => {
    const writer = await storeClient(app, routes, { scopes: ['statements/write'] })
    const reader = await storeClient(app, routes, { scopes: ['statements/read'] })
    expect((await post(said('scoped'), writer)).status).toBe(200)
    expect((await writer.ask('/statements')).status).toBe(403)
    expect((await post(said('scoped'), reader)).status).toBe(403)
    expect((await reader.ask('/statements')).status).toBe(200)
    const state = `/activities/state?activityId=${encodeURIComponent('http://primer.test/a')}&stateId=s&agent=${encodeURIComponent('{"mbox":"mailto:ana@primer.test"}')}`
    expect((await reader.ask(state, { method: 'PUT', body: { at: 1 } })).status).toBe(403)
  })

  test('with the right to its own sees its own', async () => {
    const own = await storeClient(app, routes, { scopes: ['statements/write', 'statements/read/mine'] })
    const [id] = (await (await post(said('mine'), own)).json()) as string[]
    const [foreign] = (await (await post(said('theirs'))).json()) as string[]
    expect(await idsOf(await own.ask('/statements'))).toEqual([id])
    expect((await own.ask(`/statements?statementId=${foreign}`)).status).toBe(404)
    expect((await own.ask(`/statements?statementId=${id}`)).status).toBe(200)
  })

  test('voids what was stored with its own credentials only', async () => {
    const other = await storeClient(app, routes, { scopes: ['statements/write', 'statements/read'] })
    const [id] = (await (await post(said('precious'))).json()) as string[]
    const voiding = said('x', { verb: { id: 'http://adlnet.gov/expapi/verbs/voided' }, object: { objectType: 'StatementRef', id } })
    expect((await post(voiding, other)).status).toBe(403)
    expect((await other.ask(`/statements?statementId=${id}`)).status).toBe(200)
    expect((await post(voiding)).status).toBe(200)
    expect((await other.ask(`/statements?statementId=${id}`)).status).toBe(404)
    expect((await other.ask(`/statements?voidedStatementId=${id}`)).status).toBe(200)
  })

  test('that voids beforehand what another stores later has voided nothing', async () => {
    const other = await storeClient(app, routes, { scopes: ['statements/write', 'statements/read'] })
    const id = app.newId()
    const voiding = said('y', { verb: { id: 'http://adlnet.gov/expapi/verbs/voided' }, object: { objectType: 'StatementRef', id } })
    expect((await post(voiding, other)).status).toBe(200)
    expect((await post(said('later', { id }))).status).toBe(200)
    expect((await other.ask(`/statements?statementId=${id}`)).status).toBe(200)
  })

  test('is asked by pages of the origins in its list, and of no others', async () => {
    const shown = await storeClient(app, routes, { origins: ['https://alat.primer.test'] })
    const from = (origin: string) => shown.ask('/statements?limit=1', { headers: { origin } })
    const allowed = await from('https://alat.primer.test')
    expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([200, 'https://alat.primer.test'])
    const refused = await from('https://drugi.primer.test')
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([403, null])
    expect((await client.ask('/statements?limit=1', { headers: { origin: 'https://alat.primer.test' } })).status).toBe(403)
    const before = await routes.request('http://localhost/xapi/statements', { method: 'OPTIONS', headers: { origin: 'https://alat.primer.test' } })
    expect(before.headers.get('access-control-allow-headers')).toContain('X-Experience-API-Version')
  })
})

test('What is refused is told with its place and its clause', async () => {
  const answer = await post(said('wrong', { actor: { mbox: 'ana' } }))
  expect(answer.status).toBe(400)
  const { broken } = (await answer.json()) as { broken: { path: string; rule: string }[] }
  expect(broken[0]?.path).toContain('actor')
  expect(broken[0]?.rule).toMatch(/^Data \d/)
})

test.each(['\\u0000', '\\ud800', '\\udc00x'])('A text with %s, which cannot be kept, is refused and is no fault of the server', async (sign) => {
  const answer = await client.ask('/statements', { method: 'POST', body: JSON.stringify(said('text', { result: { response: 'SIGN' } })).replace('SIGN', sign) })
  expect(answer.status).toBe(400)
})

test('Whoever follows the pages meets every statement once, also while others are stored', async () => {
  const verb = 'http://primer.test/verbs/paged'
  const some = (from: number) => post(Array.from({ length: 7 }, (_, number) => said(`paged-${from + number}`, { verb: { id: verb } })))
  await some(0)
  app.pass(5)
  await some(7)
  const met: string[] = []
  let answer = await client.ask(`/statements?limit=3&verb=${encodeURIComponent(verb)}`)
  while (answer.status === 200) {
    const page = (await answer.json()) as { statements: { id: string }[]; more: string }
    met.push(...page.statements.map(({ id }) => id))
    if (page.more === '') break
    app.pass(5)
    await some(100)
    answer = await client.ask(page.more.replace('/xapi', ''))
  }
  expect(met).toHaveLength(14)
  expect(new Set(met).size).toBe(14)
  expect((await client.ask('/more/nonsense')).status).toBe(400)
})

const longAgo = () => ({ before: new Date(app.now().getTime() + 1000), at: app.now() })

test('Attachments come back as the bytes they were, and go with the last statement that names them', async () => {
  const bytes = 'Прилог, 1\r\n2\0'
  const { createHash } = await import('node:crypto')
  const sum = createHash('sha256').update(bytes).digest('hex')
  const attachment = {
    usageType: 'http://primer.test/usage',
    display: { sr: 'Прилог' },
    contentType: 'text/plain',
    length: Buffer.byteLength(bytes),
    sha2: sum,
  }
  const statement = said('attached', { id: app.newId(), attachments: [attachment] })
  const part = `--b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: binary\r\nX-Experience-API-Hash: ${sum}\r\n\r\n${bytes}\r\n`
  const body = `--b\r\nContent-Type: application/json\r\n\r\n${JSON.stringify(statement)}\r\n${part}--b--\r\n`
  expect((await client.ask('/statements', { method: 'POST', body, headers: { 'content-type': 'multipart/mixed; boundary=b' } })).status).toBe(200)
  const answer = await client.ask(`/statements?statementId=${statement.id}&attachments=true`)
  expect(answer.headers.get('content-type')).toMatch(/^multipart\/mixed; boundary=/)
  expect(await answer.text()).toContain(`\r\n\r\n${bytes}\r\n--`)

  await app.db.executeSql(`insert into record_attachment values ('${'a'.repeat(64)}', '${'b'.repeat(64)}', 1, '2000-01-01')`)
  const [statements] = personalData.retention ?? []
  await app.db.transact(async (tx) => statements?.remove(app, tx, { ...longAgo(), before: new Date('2001-01-01') }))
  // One that nothing named is gone, this one is still named.
  expect(await count('record_attachment')).toBe(4)
  app.pass(1000)
  await app.db.transact(async (tx) => statements?.remove(app, tx, longAgo()))
  expect([await count('record_attachment'), await count('statement_key')]).toEqual([0, 0])
  await app.settle()
  await expect(Array.fromAsync(app.blobs.read(sum))).rejects.toThrow()
})

test('An activity is described by those who may, and what others say of it is kept word for word', async () => {
  const [able, other] = [
    await storeClient(app, routes, { scopes: ['statements/write', 'define'] }),
    await storeClient(app, routes, { scopes: ['statements/write'] }),
  ]
  const told = (name: string) => said('defined', { object: { id: 'http://primer.test/things/defined', definition: { name: { sr: name } } } })
  expect((await post(told('права'), able)).status).toBe(200)
  app.pass(5)
  const [id] = (await (await post(told('туђа'), other)).json()) as string[]
  const activity = (await (await client.ask(`/activities?activityId=${encodeURIComponent('http://primer.test/things/defined')}`)).json()) as object
  expect(activity).toMatchObject({ definition: { name: { sr: 'права' } } })
  expect(await (await client.ask(`/statements?statementId=${id}`)).json()).toMatchObject({ object: { definition: { name: { sr: 'туђа' } } } })
})

test('Who asks for related agents finds by the authority: another system’s, the Centre’s, and through a reference', async () => {
  const own = await storeClient(app, routes, { scopes: ['all'] })
  const [id] = (await (await post(said('authorised'), own)).json()) as string[]
  const [about] = (await (await post(said('comments', { object: { objectType: 'StatementRef', id } }))).json()) as string[]
  const by = (name: string) => encodeURIComponent(JSON.stringify({ account: { homePage: app.activityBase, name } }))
  const found = async (name: string) => idsOf(await client.ask(`/statements?related_agents=true&agent=${by(name)}`))
  expect((await found(`client:${own.id}`)).toSorted()).toEqual([id, about].toSorted())
  expect(await idsOf(await client.ask(`/statements?agent=${by(`client:${own.id}`)}`))).toEqual([])
  const person = app.newId() as PersonId
  const statement = buildStatement(app, { id: app.newId(), person, verb: 'completed', activity: 'course/C01', at: app.now() })
  await app.db.transact((tx) => storeStatements(app, tx, [statement], 'centre'))
  expect(await found('centre')).toEqual([statement.id])
})

test('A reader is told of no moment through which somebody is still writing', async () => {
  const told = async () => new Date((await client.ask('/statements?limit=1')).headers.get('x-experience-api-consistent-through') ?? '').getTime()
  expect(app.now().getTime() - (await told())).toBeLessThan(1000)
  let seen = Number.NaN
  await app.db.transact(async (tx) => {
    await new Promise((later) => setTimeout(later, 300))
    await storeStatements(
      app,
      tx,
      [buildStatement(app, { id: app.newId(), person: app.newId() as PersonId, verb: 'completed', activity: 'slow', at: app.now() })],
      'centre',
    )
    seen = await told()
  })
  expect(app.now().getTime() - seen).toBeGreaterThanOrEqual(300)
})

test('A reader who comes back where she was told to misses nothing that others wrote meanwhile, however long they waited for a connection', async () => {
  const waiting = async () => new Promise((later) => setTimeout(later, 40 * Math.random()))
  const transactOne: typeof app.db.transactOne = async (statement) => {
    await waiting()
    return app.db.transactOne(statement)
  }
  const now = () => new Date()
  const busy = { ...app, now, db: { ...app.db, transactOne } }
  const reader = await storeClient({ ...app, now }, storeRoutes({ ...app, now }))
  const writer = await storeClient(busy, storeRoutes(busy))
  const sent = Array.from({ length: 120 }, () => said('meanwhile', { id: app.newId() }))
  let isWriting = true
  const writing = Promise.all(
    [0, 1, 2, 3].map(async (part) => {
      for (const one of sent.slice(part * 30, part * 30 + 30)) await post(one, writer)
    }),
  ).finally(() => {
    isWriting = false
  })
  const met = new Set<string>()
  let since = new Date(0).toISOString()
  const read = async () => {
    const answer = await reader.ask(`/statements?limit=500&since=${since}&verb=${encodeURIComponent('http://primer.test/verbs/meanwhile')}`)
    since = answer.headers.get('x-experience-api-consistent-through') ?? ''
    for (const id of await idsOf(answer)) met.add(id)
  }
  while (isWriting) await read()
  await writing
  await new Promise((later) => setTimeout(later, 10))
  await read()
  expect(sent.filter(({ id }) => !met.has(id))).toEqual([])
})

test('What another system sends new is one statement of SQL; what was sent before, speaks of another or is spoken of takes a longer way', async () => {
  const one = said('alone', { id: app.newId(), timestamp: '2026-11-20T08:00:00Z' })
  const about = (id: string) => said('about', { id: app.newId(), object: { objectType: 'StatementRef', id } })
  const spokenOf = app.newId()
  const ways: string[] = []
  const db: typeof app.db = {
    ...app.db,
    transact: (work, options) => {
      ways.push('longer')
      return app.db.transact(work, options)
    },
  }
  const watched = { ...app, db }
  const other = await storeClient(app, storeRoutes(watched))
  const wayOf = async (body: unknown) => {
    ways.length = 0
    expect((await post(body, other)).status).toBe(200)
    return ways.join() || 'one'
  }
  expect(await wayOf(one)).toBe('one')
  expect(await wayOf(one)).toBe('longer')
  expect(await wayOf([said('new', { id: app.newId() }), one])).toBe('longer')
  expect(await wayOf(about(spokenOf))).toBe('longer')
  expect(await wayOf(said('spoken-of', { id: spokenOf }))).toBe('longer')
  const found = await other.ask(`/statements?verb=${encodeURIComponent('http://primer.test/verbs/spoken-of')}`)
  expect(await idsOf(found)).toHaveLength(2)
})
